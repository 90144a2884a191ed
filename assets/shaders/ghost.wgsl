// Where the server has a hog: light along the rim, little within, and what is behind shines through.

#import bevy_pbr::{forward_io::VertexOutput, mesh_view_bindings::view}

struct Shroud {
    // Linear light; w: how much of it there is within the rim.
    colour: vec4<f32>,
}

@group(#{MATERIAL_BIND_GROUP}) @binding(1) var<uniform> shroud: Shroud;

@fragment
fn fragment(in: VertexOutput) -> @location(0) vec4<f32> {
    let eye = normalize(view.world_position - in.world_position.xyz);
    let rim = pow(1.0 - saturate(dot(normalize(in.world_normal), eye)), 2.0);
    // Parts lie over each other, so each has little of it.
    let light = shroud.colour.w + 0.45 * rim;
    // Multiplied with its cover already.
    return vec4(shroud.colour.rgb * light, 0.6 * light);
}
