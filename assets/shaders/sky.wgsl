// The painted dusk: a gradient, the sun's disc behind thin bars of cloud, and mesas in three layers of haze.

#import bevy_pbr::{forward_io::VertexOutput, mesh_view_bindings::view}
#import "shaders/air.wgsl"::{air, haze, lumps, dither}

struct Sky {
    zenith: vec4<f32>,
    middle: vec4<f32>,
    horizon: vec4<f32>,
    disc: vec4<f32>,
}

@group(#{MATERIAL_BIND_GROUP}) @binding(1) var<uniform> sky: Sky;

@fragment
fn fragment(in: VertexOutput) -> @location(0) vec4<f32> {
    let direction = normalize(in.world_position.xyz - view.world_position);
    let toward = dot(direction, air.to_disc.xyz);
    if in.color.a > 0.5 {
        // A mesa: its own colour at the top, lost in haze at the foot.
        let foot = saturate(1.0 - direction.y * 7.0);
        let warm = pow(saturate(toward * 0.5 + 0.5), 3.0);
        let colour = mix(in.color.rgb, in.color.rgb * vec3(1.5, 1.05, 0.85) + vec3(0.06, 0.02, 0.0), warm);
        return vec4(mix(colour, haze(direction), foot * 0.8), 1.0);
    }
    let height = max(direction.y, 0.0);
    var colour = mix(sky.horizon.rgb, sky.middle.rgb, smoothstep(0.02, 0.34, height));
    colour = mix(colour, sky.zenith.rgb, smoothstep(0.24, 0.85, height));
    // Away from the sun the horizon is cooler.
    let aside = saturate(0.5 - toward * 0.5);
    colour = mix(colour, mix(sky.middle.rgb * 0.75, sky.zenith.rgb, 0.35), aside * aside * (1.0 - height) * 0.75);
    let glow = pow(saturate(toward), 10.0);
    colour += sky.horizon.rgb * glow * 0.45;
    colour += sky.disc.rgb * pow(saturate(toward), 90.0) * 0.25;
    // The disc. Its angle is small, so the chord will do for it.
    let offset = length(direction - air.to_disc.xyz);
    let disc = 1.0 - smoothstep(air.to_disc.w * 0.985, air.to_disc.w * 1.015, offset);
    let sunk = saturate((air.to_disc.y - direction.y) / air.to_disc.w * 0.5 + 0.4);
    colour = mix(colour, mix(sky.disc.rgb, sky.horizon.rgb * 1.15, sunk), disc);
    // Bars of cloud, thin and level.
    let along = direction.x - direction.z * 0.9;
    var bars = lumps(vec2(along * 3.6 + 9.0, height * 30.0));
#ifndef PLAIN
    let aslant = direction.x * 0.8 + direction.z;
    bars = bars * 0.62 + lumps(vec2(aslant * 9.0 + 4.0, height * 55.0)) * 0.38;
#endif
    let bar = smoothstep(0.58, 0.66, bars) * smoothstep(0.06, 0.16, height) * (1.0 - smoothstep(0.28, 0.5, height));
    colour = mix(colour, mix(sky.middle.rgb * 0.85, sky.horizon.rgb, 0.35 + 0.5 * glow), bar * 0.75);
    return vec4(colour + dither(in.position.xy), 1.0);
}
