//! The one material the HUD draws its gauges with: arcs, bars, the radar's disc, harm, vignette and graphs, as distance
//! fields in `paint.wgsl`. Plain nodes cannot draw an arc, and a draw call each for a dozen of these costs nothing.

use crate::palette::retinted;
use bevy::asset::embedded_asset;
use bevy::prelude::*;
use bevy::reflect::TypePath;
use bevy::render::render_resource::{AsBindGroup, RenderPipelineDescriptor};
use bevy::shader::ShaderRef;

/// Samples a graph holds.
pub(super) const SAMPLES: usize = 120;

/// What is drawn: each has a pipeline of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    Arc,
    Radar,
    Harm,
    Vignette,
    Graph,
    Bar,
}

impl Kind {
    /// What `paint.wgsl` calls it.
    const fn definition(self) -> &'static str {
        match self {
            Self::Arc => "ARC",
            Self::Radar => "RADAR",
            Self::Harm => "HARM",
            Self::Vignette => "VIGNETTE",
            Self::Graph => "GRAPH",
            Self::Bar => "BAR",
        }
    }
}

/// What to draw, and how full. Which figure means what for which kind: the functions that make one, and `paint.wgsl`.
#[derive(Asset, TypePath, AsBindGroup, Clone, Debug, PartialEq)]
#[bind_group_data(Kind)]
pub(super) struct Paint {
    /// What is drawn.
    kind: Kind,
    /// Of what is full.
    #[uniform(0)]
    pub colour: LinearRgba,
    /// Of what is empty.
    #[uniform(0)]
    pub back: LinearRgba,
    /// Of what was lost lately, or is out of range.
    #[uniform(0)]
    pub accent: LinearRgba,
    /// Form, by kind.
    #[uniform(0)]
    pub shape: Vec4,
    /// State, by kind.
    #[uniform(0)]
    pub value: Vec4,
    /// Samples of a graph, oldest first; strengths of harm.
    #[uniform(0)]
    pub samples: [Vec4; SAMPLES / 4],
}

impl From<&Paint> for Kind {
    fn from(paint: &Paint) -> Self {
        paint.kind
    }
}

impl UiMaterial for Paint {
    fn fragment_shader() -> ShaderRef {
        "embedded://hogs_client/hud/paint.wgsl".into()
    }

    fn specialize(descriptor: &mut RenderPipelineDescriptor, key: UiMaterialKey<Self>) {
        if let Some(fragment) = descriptor.fragment.as_mut() {
            fragment.shader_defs.push(key.bind_group_data.definition().into());
        }
    }
}

impl Paint {
    fn new(kind: Kind, colour: Color, back: Color, accent: Color, shape: Vec4) -> Self {
        let mut paint = Self {
            kind,
            colour: colour.to_linear(),
            back: back.to_linear(),
            accent: accent.to_linear(),
            shape,
            value: Vec4::ZERO,
            samples: [Vec4::ZERO; SAMPLES / 4],
        };
        paint.suit_eyes();
        paint
    }

    /// Colours the roles for the eyes of the player.
    fn suit_eyes(&mut self) {
        for colour in [&mut self.colour, &mut self.accent] {
            *colour = retinted((*colour).into()).to_linear();
        }
    }

    /// An arc gauge that begins at `from` and sweeps clockwise (radians from the top); outer radius and thickness as shares
    /// of half the node. State: full share, share lately lost, number of segments.
    #[must_use]
    pub(super) fn arc(colour: Color, from: f32, sweep: f32, outer: f32, thick: f32) -> Self {
        Self::new(
            Kind::Arc,
            colour,
            super::style::SHADE,
            super::style::DANGER,
            Vec4::new(from, sweep, outer, thick),
        )
    }

    /// The radar's disc. Shape: own x and z, heading, range. State: half the arena's width and length, metres.
    #[must_use]
    pub(super) fn radar(colour: Color, edge: Color) -> Self {
        Self::new(
            Kind::Radar,
            colour,
            super::style::SHADE.with_alpha(0.84),
            edge,
            Vec4::new(0.0, 0.0, 0.0, 80.0),
        )
    }

    /// Crescents that point at where harm came from. State (all four of `shape`): angles; first sample: strengths.
    #[must_use]
    pub(super) fn harm(colour: Color) -> Self {
        Self::new(Kind::Harm, colour, Color::NONE, Color::NONE, Vec4::ZERO)
    }

    /// A rim around the screen. State: strength.
    #[must_use]
    pub(super) fn vignette(colour: Color) -> Self {
        Self::new(Kind::Vignette, colour, Color::NONE, Color::NONE, Vec4::ZERO)
    }

    /// Bars from the bottom, on a ground of their own or on nothing: over those of another. Shape: value at the top,
    /// strength of the line at half of it.
    #[must_use]
    pub(super) fn graph(colour: Color, grounded: bool) -> Self {
        let (back, line) = if grounded {
            (super::style::SHADE, 0.12)
        } else {
            (Color::NONE, 0.0)
        };
        Self::new(
            Kind::Graph,
            colour,
            back,
            Color::NONE,
            Vec4::new(1.0, line, 0.0, 0.0),
        )
    }

    /// A slanted, segmented bar. Shape: slant as a share of the height, segments. State: full share, lately lost share,
    /// share beyond full.
    #[must_use]
    pub(super) fn bar(colour: Color, accent: Color, segments: f32) -> Self {
        Self::new(
            Kind::Bar,
            colour,
            super::style::SHADE,
            accent,
            Vec4::new(0.5, segments, 0.0, 0.0),
        )
    }

    /// Sets the state.
    pub(super) fn set(&mut self, x: f32, y: f32, z: f32) {
        self.value = Vec4::new(x, y, z, 0.0);
    }
}

/// Changes a paint, touching the asset only if it differs: a touched one is sent to the GPU anew.
pub(super) fn repaint(paints: &mut Assets<Paint>, handle: &Handle<Paint>, change: impl FnOnce(&mut Paint)) {
    let Some(current) = paints.get(handle) else { return };
    let mut next = current.clone();
    change(&mut next);
    next.suit_eyes();
    if next != *current
        && let Some(mut paint) = paints.get_mut(handle)
    {
        *paint = next;
    }
}

/// Adds the material and its shader.
pub(super) fn plugin(app: &mut App) {
    embedded_asset!(app, "paint.wgsl");
    app.add_plugins(UiMaterialPlugin::<Paint>::default());
}
