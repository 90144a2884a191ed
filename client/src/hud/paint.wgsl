// Gauges and rings of the HUD as distance fields in pixels; see paint.rs for what each figure means.
//
// The kind is a definition, and no branch hangs on a uniform alone: Mesa's software driver builds the shader anew for each
// value of a uniform that a branch hangs on, and keeps what it built.
#import bevy_ui::ui_vertex_output::UiVertexOutput

struct Paint {
    colour: vec4<f32>,
    back: vec4<f32>,
    accent: vec4<f32>,
    shape: vec4<f32>,
    value: vec4<f32>,
    samples: array<vec4<f32>, 30>,
}

@group(1) @binding(0) var<uniform> paint: Paint;

const TAU: f32 = 6.2831853;
const INK: vec3<f32> = vec3<f32>(0.004, 0.001, 0.008);

// Coverage of a pixel by what lies at a distance (negative inside).
fn cover(distance: f32) -> f32 {
    return clamp(0.5 - distance, 0.0, 1.0);
}

// `top` over `under`, alpha not premultiplied.
fn over(under: vec4<f32>, top: vec4<f32>) -> vec4<f32> {
    let alpha = top.a + under.a * (1.0 - top.a);
    if alpha <= 0.0 {
        return vec4<f32>(0.0);
    }
    return vec4<f32>((top.rgb * top.a + under.rgb * under.a * (1.0 - top.a)) / alpha, alpha);
}

fn tint(colour: vec4<f32>, coverage: f32) -> vec4<f32> {
    return vec4<f32>(colour.rgb, colour.a * coverage);
}

fn arc(p: vec2<f32>, half: f32) -> vec4<f32> {
    let outer = paint.shape.z * half;
    let thick = paint.shape.w * half;
    let radius = length(p);
    let ring = abs(radius - (outer - thick * 0.5)) - thick * 0.5;
    let from_top = atan2(p.x, -p.y) - paint.shape.x;
    // The gap's middle is where angles wrap, so both ends are cut cleanly.
    let gap = (TAU - paint.shape.y) * 0.5;
    let angle = from_top + gap - TAU * floor((from_top + gap) / TAU) - gap;
    let length_at = angle * radius;
    let full = paint.shape.y * radius;
    let ends = max(-length_at, length_at - full);
    let outline = max(1.5, half * 0.025);
    var out = tint(vec4<f32>(INK, 0.8), cover(max(ring, ends) - outline));
    let body = cover(max(ring, ends));
    out = over(out, tint(vec4<f32>(paint.back.rgb, 1.0), body * 0.55));
    out = over(out, tint(paint.accent, body * cover(length_at - full * paint.value.y)));
    out = over(out, tint(paint.colour, body * cover(length_at - full * paint.value.x)));
    // One segment or none has no seams, as its only one would be at the ends.
    let span = full / max(paint.value.z, 1.0);
    let seam = abs(length_at - span * round(length_at / span)) - outline * 0.6;
    let inner = step(span * 0.5, length_at) * step(length_at, full - span * 0.5);
    return over(out, tint(vec4<f32>(INK, 0.85), cover(seam) * body * inner));
}

fn bar(pixel: vec2<f32>, size: vec2<f32>) -> vec4<f32> {
    let slant = paint.shape.x * size.y;
    let outline = max(1.5, size.y * 0.1);
    let inner = size - vec2<f32>(outline * 2.0);
    let p = pixel - vec2<f32>(outline);
    let along = p.x - (inner.y - p.y) / inner.y * slant;
    let full = inner.x - slant;
    let body_distance = max(max(-along, along - full), max(-p.y, p.y - inner.y));
    var out = tint(vec4<f32>(INK, 0.8), cover(body_distance - outline));
    let body = cover(body_distance);
    out = over(out, tint(vec4<f32>(paint.back.rgb, 1.0), body * 0.55));
    out = over(out, tint(paint.accent, body * cover(along - full * paint.value.y)));
    out = over(out, tint(paint.colour, body * cover(along - full * min(paint.value.x, 1.0))));
    // What is beyond full shines.
    out = over(out, tint(vec4<f32>(1.0, 1.0, 1.0, 0.75), body * cover(along - full * paint.value.z)));
    let span = full / max(paint.shape.y, 1.0);
    let seam = abs(along - span * round(along / span)) - outline * 0.5;
    let within = step(span * 0.5, along) * step(along, full - span * 0.5);
    return over(out, tint(vec4<f32>(INK, 0.85), cover(seam) * body * within));
}

fn radar(p: vec2<f32>, half: f32) -> vec4<f32> {
    let radius = half - 3.0;
    let reach = length(p);
    let disc = cover(reach - radius);
    let metres = paint.shape.w / radius;
    let heading = paint.shape.z;
    let right = vec2<f32>(cos(heading), -sin(heading));
    let ahead = vec2<f32>(-sin(heading), -cos(heading));
    let world = paint.shape.xy + (right * p.x + ahead * -p.y) * metres;
    let edge = max(abs(world.x) - paint.value.x, abs(world.y) - paint.value.y) / metres;
    var out = tint(paint.back, disc);
    // The cone one looks along.
    let cone = cover((abs(p.x) - 0.62 * -p.y) * 0.85);
    out = over(out, tint(vec4<f32>(1.0, 0.9, 0.8, 0.07), cone * disc));
    // Beyond the edge of the arena there is nothing; red is left to whoever is against one.
    out = over(out, tint(vec4<f32>(INK, 0.7), cover(-edge) * disc));
    out = over(out, tint(paint.accent, cover(abs(edge) - 1.0) * disc));
    let line = max(1.0, half * 0.012);
    out = over(out, tint(vec4<f32>(paint.colour.rgb, 0.22), cover(abs(reach - radius * 0.5) - line * 0.5) * disc));
    out = over(out, tint(vec4<f32>(INK, 0.8), cover(abs(reach - radius) - line * 1.6)));
    return over(out, tint(vec4<f32>(paint.colour.rgb, 0.75), cover(abs(reach - radius) - line * 0.8)));
}

fn harm(p: vec2<f32>, half: f32) -> vec4<f32> {
    let radius = length(p);
    let angle = atan2(p.x, -p.y);
    var out = vec4<f32>(0.0);
    for (var index = 0; index < 4; index += 1) {
        let strength = paint.samples[0][index];
        let there = step(0.001, strength);
        let apart = angle - paint.shape[index];
        let off = abs(apart - TAU * round(apart / TAU));
        // A crescent: thick in its middle, nothing at its tips; it thins as it fades.
        let reach = 0.5;
        let thick = half * 0.11 * strength * (1.0 - (off / reach) * (off / reach));
        let distance = abs(radius - half * 0.86) - thick * 0.5;
        if off < reach {
            out = over(out, tint(vec4<f32>(INK, 0.6), there * cover(distance - 1.5)));
            out = over(out, tint(paint.colour, there * cover(distance) * min(1.0, 0.4 + strength)));
        }
    }
    return out;
}

fn vignette(uv: vec2<f32>) -> vec4<f32> {
    let p = abs(uv - 0.5) * 2.0;
    let rim = smoothstep(0.72, 1.3, length(p * p));
    return tint(paint.colour, rim * paint.value.x);
}

fn graph(pixel: vec2<f32>, size: vec2<f32>) -> vec4<f32> {
    let width = size.x / 120.0;
    let index = clamp(i32(pixel.x / width), 0, 119);
    let sample = paint.samples[index / 4][index % 4];
    let height = clamp(sample / max(paint.shape.x, 1e-6), 0.0, 1.0) * size.y;
    var out = paint.back;
    let middle = cover(abs(pixel.y - size.y * 0.5) - 0.5);
    out = over(out, tint(vec4<f32>(1.0, 1.0, 1.0, paint.shape.y), middle));
    return over(out, tint(paint.colour, cover(size.y - height - pixel.y)));
}

@fragment
fn fragment(in: UiVertexOutput) -> @location(0) vec4<f32> {
    let p = (in.uv - 0.5) * in.size;
    let half = min(in.size.x, in.size.y) * 0.5;
#ifdef ARC
    return arc(p, half);
#else ifdef RADAR
    return radar(p, half);
#else ifdef HARM
    return harm(p, half);
#else ifdef VIGNETTE
    return vignette(in.uv);
#else ifdef GRAPH
    return graph(in.uv * in.size, in.size);
#else
    return bar(in.uv * in.size, in.size);
#endif
}
