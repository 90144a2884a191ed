//! The materials of the world. All share one light ([`Air`]) and are far cheaper than Bevy's general one, which matters
//! most where there is no graphics card. Their shaders lie in `assets/shaders/`.

use bevy::mesh::MeshVertexBufferLayoutRef;
use bevy::pbr::{MaterialPipeline, MaterialPipelineKey};
use bevy::prelude::*;
use bevy::render::render_resource::encase::internal::WriteInto;
use bevy::render::render_resource::{
    AsBindGroup, CompareFunction, RenderPipelineDescriptor, ShaderType, SpecializedMeshPipelineError,
};
use bevy::shader::{ShaderDefVal, ShaderRef};
use hogs_shared::level::Surface;

use super::quality::Figures;
use crate::palette::{self, linear};

/// How many flashes light the world at once.
pub const FLASHES: usize = 4;

/// Light and haze; the same in every material. Colours are linear.
#[derive(ShaderType, Clone, Copy, Debug, PartialEq)]
pub struct Air {
    /// Direction to the light.
    pub to_sun: Vec4,
    /// Direction to the disc in the sky; w is its angular radius, radians.
    pub to_disc: Vec4,
    /// Light of the sun.
    pub sun: Vec4,
    /// Light from above.
    pub sky: Vec4,
    /// Light from the ground.
    pub bounce: Vec4,
    /// Haze toward the sun.
    pub fog_warm: Vec4,
    /// Haze away from it.
    pub fog_cool: Vec4,
    /// Density per metre at height 0, its fall per metre upward, most of it.
    pub fog: Vec4,
    /// Where flashes are, metres; w is their reach.
    pub flash_at: [Vec4; FLASHES],
    /// Their light.
    pub flash_colour: [Vec4; FLASHES],
}

/// What of the shaders is compiled at all, by preset.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Depth {
    /// Shadow maps are read.
    pub shadows: bool,
    /// What only shows up close is left out, and flashes light nothing.
    pub plain: bool,
}

impl Depth {
    /// What a preset wants.
    #[must_use]
    pub const fn of(figures: &Figures) -> Self {
        Self {
            shadows: figures.shadow_map > 0,
            plain: figures.scale < 0.55,
        }
    }

    fn define(self, descriptor: &mut RenderPipelineDescriptor, more: &[&'static str]) {
        let Some(fragment) = descriptor.fragment.as_mut() else {
            return;
        };
        let own = [("SHADOWS", self.shadows), ("PLAIN", self.plain)];
        let own = own.into_iter().filter(|(_, on)| *on).map(|(name, _)| name);
        fragment
            .shader_defs
            .extend(own.chain(more.iter().copied()).map(ShaderDefVal::from));
    }
}

/// What the solids of the arena are drawn as.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Ground {
    /// What they are made of.
    pub surface: Surface,
    /// Whether some edge of them wears stripes: the ground ends there, or they crush.
    pub drops: bool,
    /// Whether they move, so that what is drawn on them must go along.
    pub moves: bool,
}

impl Ground {
    fn names(self) -> Vec<&'static str> {
        let mut names = match self.surface {
            Surface::Earth => vec!["EARTH", "SOFT"],
            Surface::Grass => vec!["GRASS", "SOFT"],
            Surface::Snow => vec!["SNOW", "SOFT"],
            Surface::Rock => vec!["ROCK"],
            Surface::Ice => vec!["ICE"],
            Surface::Lava => vec!["LAVA"],
            Surface::Concrete => vec!["CONCRETE", "BUILT"],
            Surface::Metal => vec!["METAL", "BUILT"],
        };
        names.extend(self.drops.then_some("DROPS"));
        names.extend(self.moves.then_some("MOVES"));
        names
    }
}

/// Which pipeline draws a material.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    /// What is compiled.
    pub depth: Depth,
    /// As which ground, if it is ground.
    pub ground: Option<Ground>,
}

impl From<Depth> for Key {
    fn from(depth: Depth) -> Self {
        Self { depth, ground: None }
    }
}

/// What tells one kind of material from another: its figures, which its shader reads, and how it is drawn.
pub trait Look: ShaderType + WriteInto + TypePath + Clone + Send + Sync {
    /// The fragment shader, in the assets.
    const SHADER: &'static str;
    /// How it mixes with what is behind it.
    const ALPHA: AlphaMode = AlphaMode::Opaque;
    /// Whether it casts shadows.
    const SHADOWS: bool = true;
    /// Whether its back is drawn, too.
    const TWO_SIDED: bool = false;
    /// Whether it is drawn where something stands before it, and only there.
    const BEHIND: bool = false;
}

/// A material of the world: the light, and what is its own.
#[derive(Asset, TypePath, AsBindGroup, Clone, Debug)]
#[bind_group_data(Key)]
pub struct WorldMaterial<L: Look> {
    /// Light and haze.
    #[uniform(0)]
    pub air: Air,
    /// What is its own.
    #[uniform(1)]
    pub look: L,
    /// Which pipeline draws it.
    pub key: Key,
}

impl<L: Look> WorldMaterial<L> {
    /// A material in a light.
    pub fn new(air: Air, key: impl Into<Key>, look: L) -> Self {
        let key = key.into();
        Self { air, look, key }
    }
}

impl<L: Look> From<&WorldMaterial<L>> for Key {
    fn from(material: &WorldMaterial<L>) -> Self {
        material.key
    }
}

impl<L: Look> Material for WorldMaterial<L> {
    fn fragment_shader() -> ShaderRef {
        L::SHADER.into()
    }

    fn alpha_mode(&self) -> AlphaMode {
        L::ALPHA
    }

    fn enable_prepass() -> bool {
        false
    }

    fn enable_shadows() -> bool {
        L::SHADOWS
    }

    fn specialize(
        _pipeline: &MaterialPipeline,
        descriptor: &mut RenderPipelineDescriptor,
        _layout: &MeshVertexBufferLayoutRef,
        key: MaterialPipelineKey<Self>,
    ) -> Result<(), SpecializedMeshPipelineError> {
        if L::TWO_SIDED {
            descriptor.primitive.cull_mode = None;
        }
        if L::BEHIND
            && let Some(buffer) = &mut descriptor.depth_stencil
        {
            // Near is 1 and far is 0.
            buffer.depth_compare = Some(CompareFunction::Less);
        }
        let Key { depth, ground } = key.bind_group_data;
        depth.define(descriptor, &ground.map(Ground::names).unwrap_or_default());
        Ok(())
    }
}

impl Air {
    /// The dusk of the art direction.
    #[must_use]
    pub fn dusk() -> Self {
        let light = Vec3::new(-0.60, 0.44, -0.52).normalize();
        let disc = Vec3::new(-0.62, 0.265, -0.56).normalize();
        Self {
            to_sun: light.extend(0.0),
            to_disc: disc.extend(0.115),
            sun: Vec4::new(2.12, 1.56, 0.88, 0.0),
            sky: Vec4::new(0.29, 0.215, 0.44, 0.0),
            bounce: Vec4::new(0.28, 0.14, 0.17, 0.0),
            fog_warm: linear(0x00FF_A66B).extend(0.0),
            fog_cool: linear(0x0092_4A7A).extend(0.0),
            fog: Vec4::new(0.0023, 0.02, 0.84, 0.0),
            flash_at: [Vec4::ZERO; FLASHES],
            flash_colour: [Vec4::ZERO; FLASHES],
        }
    }
}

/// Paints and state of a craft or prop.
#[derive(ShaderType, TypePath, Clone, Copy, Debug, PartialEq)]
pub struct Paint {
    /// Paint, Team, Dark, Glow, Metal; w is energy: 0 for paint, else how brightly it shines by itself.
    pub colours: [Vec4; 5],
    /// Flash of a hit, flash of the shield, scorch, shimmer of protection; each 0 to 1.
    pub state: Vec4,
    /// Colour of shield and protection; w is how much an overdrive shows, 0 to 1.
    pub shield: Vec4,
}

impl Paint {
    /// Paints of a craft or prop.
    #[must_use]
    pub fn new(paint: Vec3, team: Vec3, glow: Vec3, shine: f32) -> Self {
        Self {
            colours: [
                paint.extend(0.0),
                team.extend(0.0),
                linear(0x0026_2029).extend(0.0),
                glow.extend(shine),
                linear(0x00A7_9C92).extend(0.0),
            ],
            state: Vec4::ZERO,
            shield: linear(palette::ENERGY).extend(0.0),
        }
    }
}

impl Look for Paint {
    const SHADER: &'static str = "shaders/craft.wgsl";
}

/// A shape that is mostly rim.
#[derive(ShaderType, TypePath, Clone, Copy, Debug, PartialEq)]
pub struct Shroud {
    /// Linear light; w is how much of it there is within the rim.
    pub colour: Vec4,
}

impl Shroud {
    /// Of one's own hog, or of another.
    #[must_use]
    pub fn new(own: bool) -> Self {
        let colour = if own {
            linear(palette::ENERGY).extend(0.07)
        } else {
            linear(palette::OWN).extend(0.04)
        };
        Self { colour }
    }
}

impl Shroud {
    /// Under a cloak, seen by who may.
    #[must_use]
    pub fn cloak(colour: Vec3) -> Self {
        Self {
            colour: colour.extend(0.1),
        }
    }
}

impl Look for Shroud {
    const SHADER: &'static str = "shaders/ghost.wgsl";
    const ALPHA: AlphaMode = AlphaMode::Premultiplied;
    const SHADOWS: bool = false;
}

/// What shows of something behind what hides it. Its shader is that of a [`Shroud`], whose figures are the same.
#[derive(ShaderType, TypePath, Clone, Copy, Debug, PartialEq)]
pub struct Outline {
    /// Linear light; w is how much of it there is within the rim.
    pub colour: Vec4,
}

impl Outline {
    /// In a colour.
    #[must_use]
    pub fn new(colour: Vec3) -> Self {
        Self {
            colour: colour.extend(0.3),
        }
    }
}

impl Look for Outline {
    const SHADER: &'static str = "shaders/ghost.wgsl";
    const ALPHA: AlphaMode = AlphaMode::Premultiplied;
    const SHADOWS: bool = false;
    const BEHIND: bool = true;
}

/// A bubble of hexes around a hog.
#[derive(ShaderType, TypePath, Clone, Copy, Debug, PartialEq)]
pub struct Bubble {
    /// Linear light; w is how much of it there is.
    pub colour: Vec4,
    /// Where it was struck, as a direction from its middle; w is how lately, 1 falling to 0.
    pub hit: Vec4,
}

impl Look for Bubble {
    const SHADER: &'static str = "shaders/bubble.wgsl";
    const ALPHA: AlphaMode = AlphaMode::Premultiplied;
    const SHADOWS: bool = false;
}

/// Chunks of wreckage, coloured by vertex. A uniform cannot be empty.
#[derive(ShaderType, TypePath, Clone, Copy, Debug, Default, PartialEq)]
pub struct Chunks {
    unused: Vec4,
}

impl Look for Chunks {
    const SHADER: &'static str = "shaders/debris.wgsl";
}

/// Kinds of ground, and one more for what is painted on them.
const COLOURS: usize = 9;

/// Colours of the arena's surfaces.
#[derive(ShaderType, TypePath, Clone, Copy, Debug, PartialEq)]
pub struct Dress {
    /// By [`Surface`], then painted markings; w is the width of the worn edge, metres.
    pub colours: [Vec4; COLOURS],
    /// The second colour of each.
    pub seconds: [Vec4; COLOURS],
    /// Of the stripes where the ground ends.
    pub warning: Vec4,
    /// Light of tubes along the edges of what is built; w is how brightly they shine, 0 where there are none.
    pub neon: Vec4,
}

impl Dress {
    /// The desert of the art direction; what does not occur there has colours that go with every light.
    #[must_use]
    pub fn desert() -> Self {
        let worn = |rgb: u32, edge_m: f32| linear(rgb).extend(edge_m);
        Self {
            colours: [
                worn(0x00B8_7C4A, 0.0),
                worn(0x00B5_6A4A, 0.25),
                worn(0x00B9_A08E, 0.16),
                worn(0x0077_7486, 0.09),
                worn(0x0086_A048, 0.0),
                worn(0x00E4_E6EE, 0.0),
                worn(0x0078_B8DC, 0.2),
                worn(0x00FF_7A1E, 0.0),
                worn(0x00E8_CFA8, 0.0),
            ],
            seconds: [
                0x0084_4E3C,
                0x0086_4643,
                0x008F_766E,
                0x0064_5058,
                0x0056_7A3A,
                0x00B4_C4DC,
                0x0036_709C,
                0x0038_0E0A,
                0x00E8_CFA8,
            ]
            .map(|rgb| worn(rgb, 0.0)),
            warning: worn(0x00FF_B020, 0.0),
            neon: Vec4::ZERO,
        }
    }

    /// The same with other colours for one surface.
    #[must_use]
    pub fn surface(mut self, surface: Surface, first: u32, second: u32) -> Self {
        let index = surface as usize;
        let edge_m = self.colours[index].w;
        self.colours[index] = linear(first).extend(edge_m);
        self.seconds[index] = linear(second).extend(0.0);
        self
    }

    /// The same with tubes of light along the edges of what is built.
    #[must_use]
    pub fn neon(mut self, rgb: u32, shine: f32) -> Self {
        self.neon = linear(rgb).extend(shine);
        self
    }

    /// The same with other markings.
    #[must_use]
    pub fn markings(mut self, rgb: u32) -> Self {
        self.colours[COLOURS - 1] = linear(rgb).extend(0.0);
        self
    }
}

impl Look for Dress {
    const SHADER: &'static str = "shaders/ground.wgsl";
}

/// Colours of the sky.
#[derive(ShaderType, TypePath, Clone, Copy, Debug, PartialEq)]
pub struct SkyColours {
    /// Straight up.
    pub zenith: Vec4,
    /// Between.
    pub middle: Vec4,
    /// Where it meets the ground.
    pub horizon: Vec4,
    /// The sun.
    pub disc: Vec4,
    /// How much there is of clouds, stars and northern lights, 0 to 1.
    pub extras: Vec4,
}

impl Look for SkyColours {
    const SHADER: &'static str = "shaders/sky.wgsl";
    const SHADOWS: bool = false;
    const TWO_SIDED: bool = true;
}

/// What carries hogs along, over the ground: coordinates are shares across and metres along.
#[derive(ShaderType, TypePath, Clone, Copy, Debug, PartialEq)]
pub struct Flow {
    /// Linear light; w is how fast it flows, m/s.
    pub colour: Vec4,
}

impl Look for Flow {
    const SHADER: &'static str = "shaders/flow.wgsl";
    const ALPHA: AlphaMode = AlphaMode::Premultiplied;
    const SHADOWS: bool = false;
    const TWO_SIDED: bool = true;
}

/// The curtain in a gate: coordinates are metres from the middle of its threshold.
#[derive(ShaderType, TypePath, Clone, Copy, Debug, PartialEq)]
pub struct Curtain {
    /// Linear light; w is 1 where one goes in, 0 where one only comes out.
    pub colour: Vec4,
    /// Half its width and its height, metres.
    pub size: Vec4,
}

impl Look for Curtain {
    const SHADER: &'static str = "shaders/gate.wgsl";
    const ALPHA: AlphaMode = AlphaMode::Premultiplied;
    const SHADOWS: bool = false;
    const TWO_SIDED: bool = true;
}

/// Everything that glows, smokes or sparks, coloured by vertex.
#[derive(ShaderType, TypePath, Clone, Copy, Debug, Default, PartialEq)]
pub struct Glowing {
    /// Middle of what is to be seen through it, metres; w is how far around it, metres, 0 for nothing.
    pub clear: Vec4,
}

impl Look for Glowing {
    const SHADER: &'static str = "shaders/sprite.wgsl";
    const ALPHA: AlphaMode = AlphaMode::Premultiplied;
    const SHADOWS: bool = false;
    const TWO_SIDED: bool = true;
}

/// Craft, props and shots.
pub type CraftMaterial = WorldMaterial<Paint>;
/// Where the server has a hog.
pub type GhostMaterial = WorldMaterial<Shroud>;
/// What shows of something behind what hides it.
pub type OutlineMaterial = WorldMaterial<Outline>;
/// A bubble around a hog.
pub type BubbleMaterial = WorldMaterial<Bubble>;
/// Chunks of wreckage.
pub type DebrisMaterial = WorldMaterial<Chunks>;
/// The solids of the arena of one surface.
pub type GroundMaterial = WorldMaterial<Dress>;
/// What carries hogs along.
pub type FlowMaterial = WorldMaterial<Flow>;
/// The curtain in a gate.
pub type GateMaterial = WorldMaterial<Curtain>;
/// Sky and what stands on the horizon.
pub type SkyMaterial = WorldMaterial<SkyColours>;
/// Everything that glows, smokes or sparks.
pub type SpriteMaterial = WorldMaterial<Glowing>;

/// Registers the materials.
pub(super) fn plugin(app: &mut App) {
    app.add_plugins((
        MaterialPlugin::<BubbleMaterial>::default(),
        MaterialPlugin::<CraftMaterial>::default(),
        MaterialPlugin::<DebrisMaterial>::default(),
        MaterialPlugin::<FlowMaterial>::default(),
        MaterialPlugin::<GateMaterial>::default(),
        MaterialPlugin::<GhostMaterial>::default(),
        MaterialPlugin::<GroundMaterial>::default(),
        MaterialPlugin::<OutlineMaterial>::default(),
        MaterialPlugin::<SkyMaterial>::default(),
        MaterialPlugin::<SpriteMaterial>::default(),
    ));
}
