// The light and air that everything stands in: one low sun, plum shade, haze that thins upward, and the few brightest
// flashes of the fight. Shared by every material of the game, so that all of them agree.

#import bevy_pbr::mesh_view_bindings::view
#ifdef SHADOWS
#import bevy_pbr::shadows::fetch_directional_shadow
#endif

struct Air {
    // Direction to the light.
    to_sun: vec4<f32>,
    // Direction to the disc in the sky, lower than the light; w: angular radius, radians.
    to_disc: vec4<f32>,
    sun: vec4<f32>,
    sky: vec4<f32>,
    bounce: vec4<f32>,
    fog_warm: vec4<f32>,
    fog_cool: vec4<f32>,
    // Density per metre at height 0, its fall per metre upward, most of it.
    fog: vec4<f32>,
    // Metres; w: reach, metres.
    flash_at: array<vec4<f32>, 4>,
    flash_colour: array<vec4<f32>, 4>,
}

@group(#{MATERIAL_BIND_GROUP}) @binding(0) var<uniform> air: Air;

// Share of the sun that reaches a point. (SHADOWS is a definition and not a value, because drivers without a graphics
// card would run the code either way.)
fn sunlight(world: vec4<f32>, normal: vec3<f32>, frag: vec4<f32>) -> f32 {
#ifdef SHADOWS
    let row = vec4(view.view_from_world[0].z, view.view_from_world[1].z, view.view_from_world[2].z, view.view_from_world[3].z);
    return fetch_directional_shadow(0u, world, normal, dot(row, world), frag.xy);
#else
    return 1.0;
#endif
}

// Light of the flashes on a point.
fn flashlight(world: vec3<f32>, normal: vec3<f32>) -> vec3<f32> {
    var sum = vec3(0.0);
#ifndef PLAIN
    for (var i = 0; i < 4; i += 1) {
        let reach = air.flash_at[i].w;
        if reach > 0.0 {
            let span = air.flash_at[i].xyz - world;
            let distance = length(span);
            let near = saturate(1.0 - distance / reach);
            let facing = saturate(dot(normal, span) / max(distance, 0.01) * 0.7 + 0.3);
            sum += air.flash_colour[i].rgb * near * near * facing;
        }
    }
#endif
    return sum;
}

// What a surface of a colour sends to the eye.
fn lit(albedo: vec3<f32>, normal: vec3<f32>, world: vec3<f32>, openness: f32, sun: f32) -> vec3<f32> {
    let direct = saturate(dot(normal, air.to_sun.xyz) * 0.9 + 0.1) * sun;
    let ambient = mix(air.bounce.rgb, air.sky.rgb, normal.y * 0.5 + 0.5) * openness;
    // Shade is a colour of its own, as painters have it: less of the thing's, more of the sky's.
    let shaded = mix(albedo, vec3(dot(albedo, vec3(0.35, 0.5, 0.15))), 0.38) * ambient;
    return shaded + albedo * (air.sun.rgb * direct + flashlight(world, normal));
}

// Bends what is brighter than paint can be back below 1, softly; energy is added after this and may exceed it.
fn settle(colour: vec3<f32>) -> vec3<f32> {
    let knee = vec3(0.7);
    let over = max(colour - knee, vec3(0.0));
    return min(colour, knee) + 0.3 * (1.0 - exp(-over / 0.3));
}

// Colour of the haze in a direction.
fn haze(direction: vec3<f32>) -> vec3<f32> {
    let toward = saturate(dot(direction, air.to_disc.xyz) * 0.5 + 0.5);
    return mix(air.fog_cool.rgb, air.fog_warm.rgb, toward * toward * toward);
}

// Share of haze between the eye and a point: the integral of a density that falls exponentially with height.
fn haze_amount(world: vec3<f32>) -> f32 {
    let span = world - view.world_position;
    let eye = exp(-air.fog.y * max(view.world_position.y, -10.0));
    let there = exp(-air.fog.y * max(world.y, -10.0));
    let mean = (eye + there) * 0.5;
    return min(1.0 - exp(-air.fog.x * length(span) * mean), air.fog.z);
}

fn through_haze(colour: vec3<f32>, world: vec3<f32>) -> vec3<f32> {
    let direction = normalize(world - view.world_position);
    return mix(colour, haze(direction), haze_amount(world));
}

fn hash2(p: vec2<f32>) -> f32 {
    let q = fract(p * vec2(0.1031, 0.1130));
    let r = q + dot(q, q.yx + 33.33);
    return fract((r.x + r.y) * r.x);
}

// Smooth noise, 0 to 1, one lump a unit.
fn lumps(p: vec2<f32>) -> f32 {
    let cell = floor(p);
    let f = fract(p);
    let s = f * f * (3.0 - 2.0 * f);
    let low = mix(hash2(cell), hash2(cell + vec2(1.0, 0.0)), s.x);
    let high = mix(hash2(cell + vec2(0.0, 1.0)), hash2(cell + vec2(1.0, 1.0)), s.x);
    return mix(low, high, s.y);
}

// Breaks the bands of smooth gradients on displays of 8 bits.
fn dither(frag: vec2<f32>) -> f32 {
    return (fract(52.9829189 * fract(dot(frag, vec2(0.06711056, 0.00583715)))) - 0.5) / 255.0;
}
