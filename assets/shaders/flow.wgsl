// What carries hogs along: a sheet of light over the ground, streaks that run as fast as it carries, and chevrons that say
// which way. Coordinates: x from -1 to 1 across, y in metres along.

#import bevy_pbr::{forward_io::VertexOutput, mesh_view_bindings::{view, globals}}
#import "shaders/air.wgsl"::{haze_amount, lumps}

struct Flow {
    // Linear light; w: how fast it flows, m/s.
    colour: vec4<f32>,
}

@group(#{MATERIAL_BIND_GROUP}) @binding(1) var<uniform> flow: Flow;

@fragment
fn fragment(in: VertexOutput) -> @location(0) vec4<f32> {
    let across = in.uv.x;
    // Half as fast as it carries: at full speed the eye would see it stand still or run back.
    let along = in.uv.y - globals.time * flow.colour.w * 0.5;
    let bank = 1.0 - smoothstep(0.86, 1.0, abs(across));
    let ripple = lumps(vec2(across * 5.0, along * 0.16)) * 0.6 + lumps(vec2(across * 11.0 + 4.0, along * 0.42)) * 0.4;
    let streak = smoothstep(0.62, 0.82, ripple);
    let turn = fract((along - abs(across) * -4.5) / 16.0);
    let chevron = smoothstep(0.0, 0.03, turn) * (1.0 - smoothstep(0.12, 0.15, turn)) * (1.0 - smoothstep(0.6, 0.66, abs(across)));
    let edge = smoothstep(0.88, 0.93, abs(across)) * (1.0 - smoothstep(0.96, 1.0, abs(across)));
    let light = flow.colour.rgb * (0.14 + 0.42 * streak + 0.5 * chevron + 0.9 * edge);
    let clear = 1.0 - haze_amount(in.world_position.xyz);
    let cover = 0.42 * bank;
    // Deep water under the light; multiplied with its cover already.
    return vec4((flow.colour.rgb * vec3(0.06, 0.10, 0.16) * cover + light * max(bank, edge)) * clear, cover * clear);
}
