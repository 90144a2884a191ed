// Craft, props and debris: five paints chosen by the first texture coordinate, a rim of sky, and the state of the hull.

#import bevy_pbr::{forward_io::VertexOutput, mesh_view_bindings::{view, globals}}
#import "shaders/air.wgsl"::{air, lit, settle, sunlight, through_haze}

struct Paint {
    // Paint, Team, Dark, Glow, Metal; w: energy (0 for paint).
    colours: array<vec4<f32>, 5>,
    // Flash of a hit, shield's flash, scorch, shimmer of protection; each 0 to 1.
    state: vec4<f32>,
    // Colour of shield and protection; w: overdrive.
    shield: vec4<f32>,
}

@group(#{MATERIAL_BIND_GROUP}) @binding(1) var<uniform> paint: Paint;

@fragment
fn fragment(in: VertexOutput) -> @location(0) vec4<f32> {
    let slot = u32(in.uv.x + 0.5);
    let normal = normalize(in.world_normal);
    let world = in.world_position.xyz;
    let eye = normalize(view.world_position - world);
    let chosen = paint.colours[slot];
    if chosen.w > 0.0 {
        return vec4(through_haze(chosen.rgb * chosen.w, world), 1.0);
    }
    let scorch = paint.state.z * smoothstep(0.35, 0.75, in.uv.y);
    let albedo = chosen.rgb * (1.0 - 0.75 * scorch);
    let sun = sunlight(in.world_position, normal, in.position);
    var colour = lit(albedo, normal, world, 1.0, sun);
    // Team colour is what tells friend from foe: it is never quite in the shade.
    colour += albedo * select(0.06, 0.45, slot == 1u);
    // A sharp glint of the sun on metal and lacquer.
    let half_way = normalize(eye + air.to_sun.xyz);
    let gloss = select(select(0.35, 0.05, slot == 2u), 0.9, slot == 4u);
    colour += air.sun.rgb * pow(saturate(dot(normal, half_way)), 40.0) * gloss * sun;
    // The sky behind catches the edges: keeps a dark hull apart from dark ground.
    let rim = pow(1.0 - saturate(dot(normal, eye)), 3.0);
    colour += (air.fog_cool.rgb * 0.8 + air.sun.rgb * 0.14) * rim * (normal.y * 0.4 + 0.6);
    colour = settle(colour);
    colour += vec3(1.0, 0.9, 0.75) * paint.state.x * (0.10 + 0.8 * rim);
    colour += paint.shield.rgb * paint.state.y * (0.06 + 1.5 * rim);
    let wave = 0.55 + 0.45 * sin(globals.time * 9.0 + world.y * 7.0);
    colour += paint.shield.rgb * paint.state.w * wave * (0.08 + 1.2 * rim);
    // An overdrive: the hull glows hot along its edges, in a beat.
    let beat = 0.7 + 0.3 * sin(globals.time * 11.0);
    colour += vec3(1.0, 0.07, 0.16) * paint.shield.w * beat * (0.10 + 1.5 * rim);
    return vec4(through_haze(colour, world), 1.0);
}
