// Everything that glows, smokes or sparks: one mesh of quads, each of a shape drawn here. Colours come multiplied with
// their cover, so that light (no cover) and smoke (cover) share one draw.

#import bevy_pbr::forward_io::VertexOutput
#import bevy_pbr::mesh_view_bindings::view
#import "shaders/air.wgsl"::{haze_amount, lumps}

struct Glowing {
    // Middle of what is to be seen through smoke and fire, metres; w: how far around it, metres.
    clear: vec4<f32>,
}

@group(#{MATERIAL_BIND_GROUP}) @binding(1) var<uniform> look: Glowing;

// Added to the number of a shape that parts before it.
const PARTS: u32 = 32u;

// What is left of smoke or fire that stands before the player's own hog: little enough that ten of them, one behind the
// other, still leave a third of what is behind them.
fn parted(world: vec3<f32>) -> f32 {
    let line = look.clear.xyz - view.world_position;
    let span = world - view.world_position;
    let away = length(line);
    // How far beside the hog one looks here, where it is.
    let along = dot(line, span) / (away * length(span));
    let beside = away * sqrt(max(1.0 / max(along * along, 0.01) - 1.0, 0.0));
    let inside = 1.0 - smoothstep(look.clear.w * 0.55, look.clear.w * 1.2, beside);
    let before = smoothstep(-2.0, 0.0, away - length(span)) * step(0.0, along);
    return 1.0 - 0.9 * inside * before;
}

fn puff(uv: vec2<f32>, seed: f32, phase: f32) -> vec2<f32> {
    let angle = atan2(uv.y, uv.x);
    let lobes = 0.10 * sin(angle * 3.0 + seed * 40.0) + 0.08 * sin(angle * 5.0 + seed * 70.0);
    let inside = 1.0 - length(uv) * (1.22 + lobes);
    // It goes by being eaten away, not only by fading.
    let eaten = lumps(uv * 2.4 + seed * 50.0) * phase;
    let cover = smoothstep(0.0, 0.12, inside - eaten * 0.75);
    // Lit from above and the side, in two steps like a brush.
    let side = uv.y * 0.8 - uv.x * 0.35 + lobes;
    return vec2(cover, 0.78 + 0.3 * smoothstep(-0.15, 0.05, side) + 0.22 * smoothstep(0.3, 0.45, side));
}

fn hexes(uv: vec2<f32>) -> f32 {
    let p = uv * 3.2;
    let s = vec2(1.0, 1.7320508);
    let a = p - s * floor(p / s + 0.5);
    let q = p - s * 0.5;
    let b = q - s * floor(q / s + 0.5);
    let g = abs(select(b, a, dot(a, a) < dot(b, b)));
    let edge = max(g.x, dot(g, s * 0.5));
    return smoothstep(0.36, 0.48, edge) + 0.15;
}

@fragment
fn fragment(in: VertexOutput) -> @location(0) vec4<f32> {
    let uv = in.uv;
    let kind = u32(in.uv_b.x);
    let shape = kind % PARTS;
    let seed = fract(in.uv_b.x);
    let phase = in.uv_b.y;
    let r = length(uv);
    var mask = 0.0;
    var shade = 1.0;
    switch shape {
        // Dot: a soft light.
        case 0u: { mask = saturate(1.0 - r); mask = mask * mask; }
        // Star: a muzzle flash of few points.
        case 1u: {
            let angle = atan2(uv.y, uv.x) + seed * 6.0;
            let points = 0.3 + 0.45 * pow(abs(cos(angle * 2.5)), 9.0) + 0.25 * pow(abs(cos(angle * 1.5 + 1.0)), 14.0);
            mask = smoothstep(0.0, 0.16, points - r);
            shade = 1.0 + 1.2 * saturate(0.4 - r);
        }
        // Ring: a shock, thinning as it spreads.
        case 2u: {
            let band = mix(0.5, 0.07, phase);
            mask = smoothstep(1.0 - band, 1.0 - band * 0.35, r) * (1.0 - smoothstep(0.94, 1.0, r));
        }
        // Puff: smoke and dust.
        case 3u: { let p = puff(uv, seed, phase); mask = p.x; shade = p.y; }
        // Streak: a tracer or spark, bright at its head (+y).
        case 4u: {
            let along = uv.y * 0.5 + 0.5;
            let slim = saturate(1.0 - abs(uv.x) / (0.15 + 0.85 * along));
            mask = slim * along * along * (1.0 - smoothstep(0.9, 1.0, along));
            shade = 1.0 + 2.0 * smoothstep(0.55, 1.0, slim);
        }
        // Hexes: the shield where it was struck.
        case 5u: { mask = hexes(uv) * smoothstep(1.0, 0.55, r) * smoothstep(phase - 0.35, phase, 1.0 - r * 0.6); }
        // Flame: wide at its root (-y), torn at its tip.
        case 6u: {
            let along = uv.y * 0.5 + 0.5;
            let tear = lumps(vec2(uv.x * 2.0 + seed * 9.0, along * 4.0 - phase * 20.0)) * 0.35;
            let wide = (1.0 - along) * (0.65 + 0.35 * along) + 0.02;
            let slim = saturate(1.0 - abs(uv.x) / max(wide - tear * along, 0.02));
            mask = slim * (1.0 - smoothstep(0.65, 1.0, along)) * smoothstep(0.0, 0.06, along);
            shade = 0.8 + 0.9 * slim * (1.0 - along);
        }
        // Chevron: two strokes that point along +y.
        case 7u: {
            let v = uv.y + abs(uv.x) * 0.85;
            let stroke = smoothstep(0.02, 0.1, v) * (1.0 - smoothstep(0.62, 0.7, v));
            mask = stroke * smoothstep(1.0, 0.92, abs(uv.x));
        }
        // Shadow: soft and round.
        case 8u: { mask = smoothstep(1.0, 0.2, r); }
        // Plate: a filled quad with a frame.
        case 9u: {
            let edge = max(abs(uv.x), abs(uv.y));
            mask = 0.12 + smoothstep(0.88, 0.91, edge);
        }
        // Ray: a beam, brightest along its middle.
        case 11u: {
            let slim = saturate(1.0 - abs(uv.x));
            mask = slim * slim * (1.0 - smoothstep(0.92, 1.0, abs(uv.y)));
            shade = 1.0 + 3.0 * smoothstep(0.6, 0.95, slim);
        }
        // Bars: two strokes across +y.
        case 12u: {
            let stroke = abs(abs(uv.y) - 0.42);
            mask = (1.0 - smoothstep(0.2, 0.26, stroke)) * smoothstep(0.9, 0.82, abs(uv.x));
        }
        // Glow ring: brightest on its line, soft to both sides.
        default: { mask = pow(saturate(1.0 - abs(r - 0.72) / 0.28), 2.0); }
    }
    if kind >= PARTS && look.clear.w > 0.0 {
        mask *= parted(in.world_position.xyz);
    }
    let clear = 1.0 - haze_amount(in.world_position.xyz) * 0.7;
    return vec4(in.color.rgb * shade, in.color.a) * mask * clear;
}
