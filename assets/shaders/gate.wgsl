// The curtain in a gate. Where one goes in, rings of light run inward; where one only comes out, they run outward and are
// faint. Coordinates: metres from the middle of the threshold.

#import bevy_pbr::{forward_io::VertexOutput, mesh_view_bindings::globals}
#import "shaders/air.wgsl"::{haze_amount, lumps}

struct Curtain {
    // Linear light; w: 1 where one goes in.
    colour: vec4<f32>,
    // Half its width and its height, metres.
    size: vec4<f32>,
}

@group(#{MATERIAL_BIND_GROUP}) @binding(1) var<uniform> curtain: Curtain;

@fragment
fn fragment(in: VertexOutput) -> @location(0) vec4<f32> {
    let half = vec2(curtain.size.x, curtain.size.y * 0.5);
    let off = vec2(in.uv.x, in.uv.y - half.y);
    // 0 in the middle, 1 at the rim, in the shape of the gate.
    let rim = max(abs(off.x) / half.x, abs(off.y) / half.y);
    let round = length(off / half);
    let way = mix(-1.0, 1.0, curtain.colour.w);
    let swirl = atan2(off.y, off.x);
    let smoke = lumps(vec2(swirl * 2.2 + globals.time * 0.4, round * 3.0 + way * globals.time * 1.3));
    let rings = smoothstep(0.55, 0.95, sin(round * 13.0 + way * globals.time * 6.0 + smoke * 3.0) * 0.5 + 0.5);
    let frame = smoothstep(0.90, 0.97, rim);
    let strength = mix(0.35, 1.0, curtain.colour.w);
    let light = (0.16 + 0.34 * smoke + 0.4 * rings * (1.0 - round * 0.4)) * strength + 1.5 * frame;
    let clear = 1.0 - haze_amount(in.world_position.xyz);
    return vec4(curtain.colour.rgb * light * clear, 0.35 * strength * clear);
}
