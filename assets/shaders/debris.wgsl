// Chunks of wreckage: colour by vertex, and in its fourth part how hot the chunk still is.

#import bevy_pbr::forward_io::VertexOutput
#import "shaders/air.wgsl"::{lit, settle, sunlight, through_haze}

@fragment
fn fragment(in: VertexOutput) -> @location(0) vec4<f32> {
    let normal = normalize(in.world_normal);
    let sun = sunlight(in.world_position, normal, in.position);
    let heat = in.color.a * in.color.a;
    var colour = settle(lit(in.color.rgb, normal, in.world_position.xyz, 1.0, sun));
    colour += vec3(1.6, 0.45, 0.08) * heat;
    return vec4(through_haze(colour, in.world_position.xyz), 1.0);
}
