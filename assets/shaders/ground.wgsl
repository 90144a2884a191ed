// The arena: every face knows where on it a point lies, so edges, seams and stripes are drawn to the metre, sharp at
// any distance, without textures. One pipeline a surface (EARTH, GRASS and SNOW are SOFT, CONCRETE and METAL are BUILT; ROCK,
// ICE, LAVA), because drivers without a graphics card run every branch there is; PLAIN leaves out what only shows up
// close. What MOVES carries its marks along.

#import bevy_pbr::{forward_io::VertexOutput, mesh_view_bindings::{view, globals}}
#import "shaders/air.wgsl"::{air, haze, lit, settle, sunlight, through_haze, lumps, hash2}

struct Dress {
    // By surface: Earth, Rock, Concrete, Metal, Grass, Snow, Ice, Lava, then painted markings; w: width of the worn edge,
    // metres.
    colours: array<vec4<f32>, 9>,
    // The second colour of each: blotches, strata, stains.
    seconds: array<vec4<f32>, 9>,
    warning: vec4<f32>,
    // Light of tubes along the edges of what is built; w: how brightly.
    neon: vec4<f32>,
}

@group(#{MATERIAL_BIND_GROUP}) @binding(1) var<uniform> dress: Dress;

#ifdef EARTH
const SURFACE: u32 = 0u;
#endif
#ifdef GRASS
const SURFACE: u32 = 4u;
#endif
#ifdef SNOW
const SURFACE: u32 = 5u;
#endif

#ifdef SOFT
fn surface(world: vec3<f32>, uv: vec2<f32>, up: f32, broad: f32) -> vec3<f32> {
    var colour = mix(dress.seconds[SURFACE].rgb, dress.colours[SURFACE].rgb, smoothstep(0.25, 0.7, broad));
#ifdef GRASS
    // Earth shows where it is steep.
    colour = mix(colour, dress.colours[0].rgb, 1.0 - smoothstep(0.78, 0.9, up + 0.08 * (broad - 0.5)));
#endif
#ifdef PLAIN
    return colour * (0.87 + 0.26 * lumps(world.xz * 0.6 + world.y));
#else
    // What the eye sees only where it is near enough.
    let near = saturate(1.0 - distance(world, view.world_position) / 70.0);
    let grit = lumps(world.xz * 2.3);
#ifdef GRASS
    // Tufts, and strips that the wind has combed.
    let tufts = lumps(world.xz * vec2(0.9, 1.1) + 3.0);
    let combed = lumps(vec2(world.x * 0.05 + world.z * 0.02, world.z * 0.22 - world.x * 0.09));
    colour *= 0.9 + 0.2 * combed + near * (0.34 * (tufts - 0.5) + 0.2 * (grit - 0.5));
    return colour;
#else
    let bend = lumps(world.xz * 0.12) * 5.0;
    let ripple = sin((world.x * 0.5 + world.z * 0.9) * 2.6 + bend * 2.2);
#ifdef SNOW
    // Drifts, and here and there a crystal that catches the light.
    let drift = sin((world.x * 0.4 + world.z * 0.2) * 0.9 + bend);
    let crystal = step(0.985, hash2(floor(world.xz * 9.0)));
    return colour * (1.0 + 0.035 * drift + near * 0.03 * ripple) + vec3(near * crystal * 0.22);
#else
    // Wind ripples and grit.
    colour *= 1.0 + near * (0.055 * ripple + 0.16 * (grit - 0.5));
    // Cut banks show their layers.
    let layers = 0.86 + 0.2 * lumps(vec2((world.x + world.z) * 0.05, world.y * 0.9));
    return colour * select(1.0, layers, up < 0.5);
#endif
#endif
#endif
}
#endif

#ifdef ICE
const SURFACE: u32 = 6u;

fn surface(world: vec3<f32>, uv: vec2<f32>, up: f32, broad: f32) -> vec3<f32> {
    // Deep and clear in one place, milky in another.
    let milk = lumps(world.xz * 0.09 + 4.0) * 0.6 + broad * 0.4;
    var colour = mix(dress.seconds[6].rgb, dress.colours[6].rgb, smoothstep(0.2, 0.75, milk));
    // Cracks run where two fields of noise meet; white, with a lighter flank.
    let bend = vec2(lumps(world.xz * 0.35), lumps(world.zx * 0.35 + 9.0)) * 2.2;
    let field = lumps((world.xz + bend) * 0.11) - 0.5;
    let wide = max(fwidth(field), 0.0015);
    let crack = (1.0 - smoothstep(wide, wide * 2.6, abs(field))) * saturate(0.012 / wide);
    let flank = 1.0 - smoothstep(0.0, 0.05, abs(field));
    colour += vec3(0.10, 0.13, 0.15) * flank + vec3(0.55) * crack;
#ifndef PLAIN
    let scratch = lumps(vec2(world.x * 0.22 + world.z * 0.9, world.z * 0.05 - world.x * 0.3) * 2.4);
    colour += vec3(0.07) * smoothstep(0.72, 0.8, scratch);
#endif
    return colour;
}
#endif

#ifdef LAVA
const SURFACE: u32 = 7u;

fn surface(world: vec3<f32>, uv: vec2<f32>, up: f32, broad: f32) -> vec3<f32> {
    return dress.seconds[7].rgb;
}

// Plates of crust that drift apart over what glows.
fn molten(world: vec3<f32>) -> vec3<f32> {
    let drift = vec2(globals.time * 0.10, globals.time * 0.06);
    let bend = vec2(lumps(world.xz * 0.5 + drift * 3.0), lumps(world.zx * 0.5 - drift * 2.0)) * 1.6;
    let plates = lumps((world.xz + bend) * 0.55 + drift * 2.0);
    let veins = 1.0 - smoothstep(0.0, 0.24, abs(plates - 0.5));
    let pulse = 0.85 + 0.15 * sin(globals.time * 1.7 + world.x * 0.3 + world.z * 0.2);
    let heat = saturate(veins * 1.15 + 0.18 * lumps(world.xz * 1.7 - drift * 5.0)) * pulse;
    let hot = mix(dress.colours[7].rgb, vec3(1.0, 0.86, 0.42), smoothstep(0.62, 1.0, heat));
    return mix(dress.seconds[7].rgb * 0.6 + dress.colours[7].rgb * 0.12, hot * 1.5, smoothstep(0.08, 0.75, heat));
}
#endif

#ifdef ROCK
const SURFACE: u32 = 1u;

fn surface(world: vec3<f32>, uv: vec2<f32>, up: f32, broad: f32) -> vec3<f32> {
    // Layers of hard and soft stone: each its own tone, with a dark joint below it.
    let deep = world.y / 3.1 + broad * 1.9;
    let band = floor(deep);
    let tone = fract(band * 0.618034 + 0.3 * fract(band * 0.37));
    let joint = 1.0 - 0.35 * (1.0 - smoothstep(0.03, 0.14, fract(deep)));
#ifdef PLAIN
    let colour = mix(dress.colours[1].rgb, dress.seconds[1].rgb, tone * 0.8) * joint;
    let top = mix(dress.colours[1].rgb, dress.colours[0].rgb, 0.55);
#else
    let fine = lumps(vec2((world.x + world.z) * 0.11, deep * 4.3));
    let crack = lumps(vec2((world.x + world.z) * 0.25 + band * 5.0, world.y * 0.04));
    var colour = mix(dress.colours[1].rgb, dress.seconds[1].rgb, saturate(tone * 0.7 + fine * 0.45 - 0.1)) * joint;
    colour *= 0.78 + 0.3 * smoothstep(0.2, 0.55, crack);
    let top = mix(dress.colours[1].rgb, dress.colours[0].rgb, 0.55) * (0.85 + 0.3 * lumps(world.xz * 0.3));
#endif
    return select(colour, top, up > 0.7);
}
#endif

#ifdef CONCRETE
const SURFACE: u32 = 2u;
const PANEL: vec2<f32> = vec2<f32>(5.0, 5.0);
#endif

#ifdef METAL
const SURFACE: u32 = 3u;
const PANEL: vec2<f32> = vec2<f32>(2.5, 4.0);
#endif

#ifdef BUILT
// 1 on the joints between panels, faded where these are too fine to see.
fn joints(uv: vec2<f32>, wide: vec2<f32>) -> f32 {
    let d = abs(fract(uv / PANEL + 0.5) - 0.5) * PANEL;
    let line = (1.0 - smoothstep(vec2(0.05), 0.05 + wide * 1.2, d)) * saturate(1.0 - wide / PANEL * 2.0)
        * saturate(0.1 / wide);
    return max(line.x, line.y);
}

fn surface(world: vec3<f32>, uv: vec2<f32>, up: f32, broad: f32) -> vec3<f32> {
#ifdef PLAIN
    let stain = broad;
#else
    let stain = lumps(vec2(world.x + world.z, world.y * 0.35) * 0.4) * 0.6 + broad * 0.4;
#endif
    var colour = mix(dress.colours[SURFACE].rgb, dress.seconds[SURFACE].rgb, smoothstep(0.35, 0.85, stain));
    colour *= 0.9 + 0.2 * hash2(floor(uv / PANEL + 0.5) + 0.5);
    let wide = fwidth(uv) + 1e-4;
#ifdef METAL
    // What towers over the arena wears bands that are known from afar.
    let rung = fract(world.y / 13.0);
    let band = smoothstep(0.70, 0.705, rung) * (1.0 - smoothstep(0.955, 0.96, rung))
        * f32(world.y > 22.0 && up < 0.5);
    colour = mix(colour, dress.colours[8].rgb * (0.75 + 0.25 * stain), band * 0.85);
#ifndef PLAIN
    // Corrugated sheet.
    colour *= 1.0 + 0.13 * sin(uv.x * 7.5) * saturate(1.0 - wide.x * 3.0) * f32(up < 0.5);
#endif
#endif
    return colour * (1.0 - 0.55 * joints(uv, wide));
}
#endif

@fragment
fn fragment(in: VertexOutput) -> @location(0) vec4<f32> {
    let normal = normalize(in.world_normal);
    let world = in.world_position.xyz;
#ifdef MOVES
    let mark = vec3(in.uv.x, 0.0, in.uv.y);
#else
    let mark = world;
#endif
    var albedo = surface(mark, in.uv, normal.y, in.color.b);
    // Distance to the four edges of the face: left, right, near, far.
    let low = in.uv;
    let high = in.uv_b - in.uv;
#ifndef SOFT
    let nearest = min(min(low.x, high.x), min(low.y, high.y));
    let worn = dress.colours[SURFACE].w;
    let blurred = fwidth(nearest) + 1e-4;
    let trim = (1.0 - smoothstep(worn, worn + blurred, nearest)) * saturate(worn / blurred)
        * saturate(2.0 - distance(world, view.world_position) / 45.0);
    albedo = mix(albedo, albedo * 1.5 + 0.05, trim * 0.75);
#endif
#ifdef DROPS
    // Stripes where the ground ends, or where it crushes.
    let edges = u32(in.color.a * 16.0 + 0.5);
    var drop = select(100.0, low.x, (edges & 1u) != 0u);
    drop = min(drop, select(100.0, high.x, (edges & 2u) != 0u));
    drop = min(drop, select(100.0, low.y, (edges & 4u) != 0u));
    drop = min(drop, select(100.0, high.y, (edges & 8u) != 0u));
    let stripes = 1.0 - smoothstep(1.5, 1.5 + fwidth(drop), drop);
    let across = (in.uv.x + in.uv.y) / 2.2;
    let blur = fwidth(across) * 1.2 + 1e-4;
    let stripe = smoothstep(0.25 - blur, 0.25 + blur, abs(fract(across) - 0.5));
    albedo = mix(albedo, mix(vec3(0.05, 0.035, 0.06), dress.warning.rgb, stripe), stripes * 0.92);
#endif
#ifdef SHADOWS
    let sun = sunlight(in.world_position, normal, in.position);
#else
    let sun = in.color.g;
#endif
    var colour = settle(lit(albedo, normal, world, in.color.r, sun));
#ifdef ICE
    // The sky in it, the more the flatter one looks, and the sun as a long glint.
    let away = normalize(world - view.world_position);
    let mirrored = reflect(away, normalize(normal + vec3(lumps(world.xz * 0.8) - 0.5, 0.0, lumps(world.zx * 0.8) - 0.5) * 0.05));
    let flatness = pow(1.0 - saturate(-dot(away, normal)), 3.0);
    colour = mix(colour, haze(mirrored), 0.08 + 0.5 * flatness);
    colour += air.sun.rgb * (0.5 * pow(saturate(dot(mirrored, air.to_disc.xyz)), 90.0) * in.color.g);
#endif
#ifdef BUILT
    if dress.neon.w > 0.0 && normal.y < 0.5 {
        // A tube a hand below the upper edge of walls, and its shine on them.
        let below = high.y - 0.45;
        let tube = 1.0 - smoothstep(0.06, 0.06 + fwidth(below), abs(below));
        colour += dress.neon.rgb * dress.neon.w * (2.2 * tube * saturate(0.12 / max(fwidth(below), 0.01)) + 0.5 * exp(-abs(below) * 1.1)) * step(world.y, 40.0);
    }
#endif
#ifdef LAVA
    if normal.y > 0.5 {
        colour = molten(world);
    }
#endif
    return vec4(through_haze(colour, world), 1.0);
}
