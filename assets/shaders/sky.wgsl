// The painted sky: a gradient, the disc behind thin bars of cloud, stars and northern lights where there are any, and what
// stands on the horizon in three layers of haze.

#import bevy_pbr::{forward_io::VertexOutput, mesh_view_bindings::{view, globals}}
#import "shaders/air.wgsl"::{air, haze, hash2, lumps, dither}

struct Sky {
    zenith: vec4<f32>,
    middle: vec4<f32>,
    horizon: vec4<f32>,
    disc: vec4<f32>,
    // How much there is of clouds, stars, northern lights.
    extras: vec4<f32>,
}

@group(#{MATERIAL_BIND_GROUP}) @binding(1) var<uniform> sky: Sky;

@fragment
fn fragment(in: VertexOutput) -> @location(0) vec4<f32> {
    let direction = normalize(in.world_position.xyz - view.world_position);
    let toward = dot(direction, air.to_disc.xyz);
    if in.color.a > 1.5 {
        // A lamp.
        return vec4(in.color.rgb, 1.0);
    }
    if in.color.a > 0.5 {
        // A ridge: its own colour at the top, lost in haze at the foot.
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
    let disc = (1.0 - smoothstep(air.to_disc.w * 0.985, air.to_disc.w * 1.015, offset)) * step(0.001, air.to_disc.w);
    let sunk = saturate((air.to_disc.y - direction.y) / max(air.to_disc.w, 0.001) * 0.5 + 0.4) * (1.0 - smoothstep(0.2, 0.4, air.to_disc.y));
    colour = mix(colour, mix(sky.disc.rgb, sky.horizon.rgb * 1.15, sunk), disc);
#ifndef PLAIN
    if sky.extras.y > 0.0 {
        // Stars, in cells of the dome's two angles.
        let cell = vec2(atan2(direction.x, direction.z) * 60.0, direction.y * 90.0);
        let chance = hash2(floor(cell) + 0.5);
        let at = fract(cell) - 0.5;
        let twinkle = 0.7 + 0.3 * sin(globals.time * 2.0 + chance * 90.0);
        let star = smoothstep(0.16, 0.0, length(at)) * step(0.93, chance) * smoothstep(0.12, 0.45, height) * twinkle;
        colour += vec3(0.9, 0.95, 1.0) * star * sky.extras.y;
    }
    if sky.extras.z > 0.0 {
        // Northern lights: curtains whose hem wavers.
        let around = atan2(direction.x, direction.z);
        let sway = lumps(vec2(around * 2.4 + globals.time * 0.03, globals.time * 0.05)) - 0.5;
        let fold = lumps(vec2(around * 9.0 + sway * 5.0 - globals.time * 0.06, 2.0));
        let hem = 0.26 + 0.10 * sway + 0.05 * fold;
        let curtain = smoothstep(hem, hem + 0.035, height) * exp(-(height - hem) * 6.5) * (0.25 + 0.75 * fold)
            * saturate(-direction.z * 1.3 + 0.3);
        colour += mix(vec3(0.10, 0.85, 0.55), vec3(0.45, 0.25, 0.9), saturate((height - hem) * 3.5)) * curtain * sky.extras.z * 0.8;
    }
#endif
    // Bars of cloud, thin and level.
    let along = direction.x - direction.z * 0.9;
    var bars = lumps(vec2(along * 3.6 + 9.0, height * 30.0));
#ifndef PLAIN
    let aslant = direction.x * 0.8 + direction.z;
    bars = bars * 0.62 + lumps(vec2(aslant * 9.0 + 4.0, height * 55.0)) * 0.38;
#endif
    let bar = smoothstep(0.58, 0.66, bars) * smoothstep(0.06, 0.16, height) * (1.0 - smoothstep(0.28, 0.5, height)) * sky.extras.x;
    colour = mix(colour, mix(sky.middle.rgb * 0.85, sky.horizon.rgb, 0.35 + 0.5 * glow), bar * 0.75);
    return vec4(colour + dither(in.position.xy), 1.0);
}
