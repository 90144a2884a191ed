// A bubble of hexes around a hog: its mesh has, as texture coordinates, where in its triangle a point lies; the corners of
// the triangles are the middles of the hexes, so that their edges are where two corners are equally near.

#import bevy_pbr::{forward_io::VertexOutput, mesh_view_bindings::{view, globals}}

struct Bubble {
    // Linear light; w: how much of it there is.
    colour: vec4<f32>,
    // Where it was struck, as a direction; w: how lately.
    hit: vec4<f32>,
}

@group(#{MATERIAL_BIND_GROUP}) @binding(1) var<uniform> bubble: Bubble;

@fragment
fn fragment(in: VertexOutput) -> @location(0) vec4<f32> {
    let normal = normalize(in.world_normal);
    let eye = normalize(view.world_position - in.world_position.xyz);
    let rim = pow(1.0 - saturate(dot(normal, eye)), 2.2);
    let near = vec3(in.uv.x, in.uv.y, 1.0 - in.uv.x - in.uv.y);
    let most = max(near.x, max(near.y, near.z));
    let second = 1.0 - most - min(near.x, min(near.y, near.z));
    let edge = 1.0 - smoothstep(0.03, 0.12, most - second);
    let wave = 0.5 + 0.5 * sin(globals.time * 4.0 - in.world_position.y * 3.0);
    let struck = bubble.hit.w * smoothstep(0.35, 1.0, dot(normal, bubble.hit.xyz));
    let light = 0.035 + 0.55 * rim + edge * (0.16 + 0.16 * wave + 0.7 * rim) + struck * (0.5 + 2.2 * edge);
    let shine = light * bubble.colour.w;
    // Multiplied with its cover already.
    return vec4(bubble.colour.rgb * shine, 0.22 * saturate(shine));
}
