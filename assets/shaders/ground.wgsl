// The arena: every face knows where on it a point lies, so edges, seams and stripes are drawn to the metre, sharp at
// any distance, without textures.

#import bevy_pbr::{forward_io::VertexOutput, mesh_view_bindings::view}
#import "shaders/air.wgsl"::{air, lit, settle, sunlight, through_haze, lumps}

struct Dress {
    // By surface: Earth, Rock, Concrete, Metal, then painted markings; w: width of the worn edge, metres.
    colours: array<vec4<f32>, 5>,
    // The second colour of each: blotches, strata, stains.
    seconds: array<vec4<f32>, 5>,
    warning: vec4<f32>,
}

@group(#{MATERIAL_BIND_GROUP}) @binding(1) var<uniform> dress: Dress;

// 1 within `half` of a line every `every`, faded where the lines are too fine to see.
fn seam(x: f32, every: f32, half: f32) -> f32 {
    let wide = fwidth(x) + 1e-4;
    let d = abs(fract(x / every + 0.5) - 0.5) * every;
    return (1.0 - smoothstep(half, half + wide * 1.2, d)) * saturate(1.0 - wide / every * 2.0)
        * saturate(half / wide * 2.0);
}

fn earth(world: vec3<f32>, up: f32) -> vec3<f32> {
    let broad = lumps(world.xz * 0.045 + world.y * 0.1) * 0.65 + lumps(world.xz * 0.17 + 7.0) * 0.35;
    var colour = mix(dress.seconds[0].rgb, dress.colours[0].rgb, smoothstep(0.25, 0.7, broad));
    // Wind ripples, where the eye is near enough to see them.
    let near = saturate(1.0 - distance(world, view.world_position) / 70.0);
    if near > 0.0 {
        let bend = lumps(world.xz * 0.12) * 5.0;
        let ripple = sin((world.x * 0.5 + world.z * 0.9) * 2.6 + bend * 2.2);
        let grit = lumps(world.xz * 2.3);
        colour *= 1.0 + near * (0.055 * ripple + 0.16 * (grit - 0.5));
    }
    // Cut banks show their layers.
    if up < 0.5 {
        colour *= 0.86 + 0.2 * lumps(vec2(world.x + world.z, 0.0) * 0.05 + vec2(0.0, world.y * 0.9));
    }
    return colour;
}

fn rock(world: vec3<f32>, up: f32) -> vec3<f32> {
    let warp = lumps(world.xz * 0.05) * 4.0;
    let deep = (world.y + warp) / 3.1;
    let band = floor(deep);
    // Layers of hard and soft stone: each its own tone, with a dark joint below it.
    let tone = fract(sin(band * 12.9898) * 43758.547);
    let fine = lumps(vec2((world.x + world.z) * 0.11, (world.y + warp) * 1.4));
    let along = world.x * 0.7 + world.z * 0.7;
    let crack = lumps(vec2(along * 0.35 + band * 5.0, world.y * 0.04));
    var colour = mix(dress.colours[1].rgb, dress.seconds[1].rgb, saturate(tone * 0.7 + fine * 0.45 - 0.1));
    colour *= 1.0 - 0.35 * (1.0 - smoothstep(0.03, 0.14, fract(deep)));
    colour *= 0.78 + 0.3 * smoothstep(0.2, 0.55, crack);
    if up > 0.7 {
        colour = mix(dress.colours[1].rgb, dress.colours[0].rgb, 0.55) * (0.85 + 0.3 * lumps(world.xz * 0.3));
    }
    return colour;
}

fn built(metal: bool, uv: vec2<f32>, world: vec3<f32>, up: f32) -> vec3<f32> {
    let index = select(2u, 3u, metal);
    let stain = lumps(vec2(world.x + world.z, world.y * 0.35) * 0.4) * 0.6 + lumps(world.xz * 0.11 + world.y * 0.07) * 0.4;
    var colour = mix(dress.colours[index].rgb, dress.seconds[index].rgb, smoothstep(0.35, 0.85, stain));
    let pitch = select(vec2(5.0, 5.0), vec2(2.5, 4.0), metal);
    let seams = max(seam(uv.x, pitch.x, 0.05), seam(uv.y, pitch.y, 0.05));
    let plate = lumps(floor(uv / pitch + 0.5) * 3.7 + 0.5);
    colour *= 0.9 + 0.2 * plate;
    if metal && world.y > 22.0 && up < 0.5 {
        // What towers over the arena wears bands that are known from afar.
        let rung = fract(world.y / 13.0);
        let band = smoothstep(0.70, 0.705, rung) * (1.0 - smoothstep(0.955, 0.96, rung));
        colour = mix(colour, dress.colours[4].rgb * (0.75 + 0.25 * stain), band * 0.85);
    }
    if metal && up < 0.5 {
        // Corrugated sheet.
        let wide = fwidth(uv.x);
        colour *= 1.0 + 0.13 * sin(uv.x * 7.5) * saturate(1.0 - wide * 3.0);
    }
    return colour * (1.0 - 0.55 * seams);
}

@fragment
fn fragment(in: VertexOutput) -> @location(0) vec4<f32> {
    let normal = normalize(in.world_normal);
    let world = in.world_position.xyz;
    let surface = u32(in.color.b * 8.0 + 0.5);
    let edges = u32(in.color.a * 16.0 + 0.5);
    var albedo: vec3<f32>;
    switch surface {
        case 0u: { albedo = earth(world, normal.y); }
        case 1u: { albedo = rock(world, normal.y); }
        case 2u: { albedo = built(false, in.uv, world, normal.y); }
        case 3u: { albedo = built(true, in.uv, world, normal.y); }
        default: { albedo = dress.colours[4].rgb; }
    }
    // Distance to the four edges of the face: left, right, near, far.
    let low = in.uv;
    let high = in.uv_b - in.uv;
    let nearest = min(min(low.x, high.x), min(low.y, high.y));
    let worn = dress.colours[surface].w;
    let wide = fwidth(nearest) + 1e-4;
    let trim = (1.0 - smoothstep(worn, worn + wide, nearest)) * saturate(worn / wide) * step(0.001, worn)
        * saturate(2.0 - distance(world, view.world_position) / 45.0);
    albedo = mix(albedo, albedo * 1.5 + 0.05, trim * 0.75);
    // Stripes where the ground ends.
    if edges > 0u {
        var drop = 100.0;
        if (edges & 1u) != 0u { drop = min(drop, low.x); }
        if (edges & 2u) != 0u { drop = min(drop, high.x); }
        if (edges & 4u) != 0u { drop = min(drop, low.y); }
        if (edges & 8u) != 0u { drop = min(drop, high.y); }
        let band = 1.0 - smoothstep(1.5, 1.5 + fwidth(drop), drop);
        let across = (in.uv.x + in.uv.y) / 2.2;
        let blur = fwidth(across) * 1.2 + 1e-4;
        let stripe = smoothstep(0.25 - blur, 0.25 + blur, abs(fract(across) - 0.5));
        albedo = mix(albedo, mix(vec3(0.05, 0.035, 0.06), dress.warning.rgb, stripe), band * 0.92);
    }
    let baked = select(in.color.g, 1.0, air.to_sun.w > 0.5);
    let sun = min(sunlight(in.world_position, normal, in.position), baked);
    let colour = settle(lit(albedo, normal, world, in.color.r, sun));
    return vec4(through_haze(colour, world), 1.0);
}
