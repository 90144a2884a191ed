//! The models of `assets/models`, turned from glTF's many materials into one mesh a node: the first texture coordinate
//! says which paint a face has, so that a whole craft needs one material, and that one can be its player's.

use bevy::asset::RenderAssetUsages;
use bevy::camera::primitives::{Aabb, MeshAabb};
use bevy::gltf::{Gltf, GltfMesh, GltfNode};
use bevy::mesh::{Indices, PrimitiveTopology, VertexAttributeValues};
use bevy::platform::collections::HashMap;
use bevy::prelude::*;
use hogs_shared::rng::Rng;

/// Names of paints in the files, in the order of the shader's table.
const PAINTS: [&str; 5] = ["Paint", "Team", "Dark", "Glow", "Metal"];
/// All the files.
const FILES: [&str; 24] = [
    "shoat",
    "boar",
    "razorback",
    "rocket",
    "mine",
    "pickup_repair",
    "pickup_ammo",
    "pickup_boost",
    "pig",
    "flag",
    "flag_base",
    "pickup_shield",
    "pickup_overdrive",
    "pickup_cloak",
    "pickup_weapon",
    "missile",
    "mortar",
    "head_rocket",
    "head_missile",
    "head_lance",
    "head_mortar",
    "head_arc",
    "head_tractor",
    "ram_plate",
];

/// A node of a model.
#[derive(Clone, Debug)]
pub(super) struct Part {
    /// As in the file.
    pub name: String,
    /// Index of the part it hangs on; parents come before children.
    pub parent: Option<usize>,
    /// Where it hangs.
    pub at: Vec3,
    /// None for mere points.
    pub mesh: Option<Handle<Mesh>>,
    /// What the mesh reaches to.
    pub bounds: Option<Aabb>,
}

/// A model, ready to be put together.
#[derive(Clone, Debug, Default)]
pub(super) struct Model {
    /// Its parts, parents first.
    pub parts: Vec<Part>,
}

impl Model {
    /// Where a part is in the model's own frame, when nothing is turned.
    pub(super) fn place(&self, name: &str) -> Option<Vec3> {
        let mut part = self.parts.iter().find(|part| part.name == name)?;
        let mut at = part.at;
        while let Some(parent) = part.parent.and_then(|parent| self.parts.get(parent)) {
            at += parent.at;
            part = parent;
        }
        Some(at)
    }

    /// The mesh of a model of one part.
    pub(super) fn only_mesh(&self) -> Option<Handle<Mesh>> {
        self.parts.iter().find_map(|part| part.mesh.clone())
    }
}

/// The models that are there.
#[derive(Resource, Default)]
pub(super) struct Models {
    loading: HashMap<&'static str, Handle<Gltf>>,
    ready: HashMap<&'static str, Model>,
}

impl Models {
    /// Models of nothing, for tests without files.
    #[cfg(test)]
    pub(super) fn bare() -> Self {
        Self {
            loading: HashMap::default(),
            ready: FILES.into_iter().map(|name| (name, Model::default())).collect(),
        }
    }

    /// Whether none is on its way any more.
    pub(super) fn are_loaded(&self) -> bool {
        self.loading.is_empty()
    }

    /// A model by the name of its file; none while it is loading or if it cannot be.
    pub(super) fn get(&self, name: &str) -> Option<&Model> {
        self.ready.get(name)
    }
}

fn load(assets: Res<AssetServer>, mut models: ResMut<Models>) {
    for name in FILES {
        models
            .loading
            .insert(name, assets.load(format!("models/{name}.glb")));
    }
}

/// Turns files that have arrived into models.
fn bake(
    mut models: ResMut<Models>,
    assets: Res<AssetServer>,
    files: Res<Assets<Gltf>>,
    nodes: Res<Assets<GltfNode>>,
    gltf_meshes: Res<Assets<GltfMesh>>,
    mut meshes: ResMut<Assets<Mesh>>,
) {
    if models.loading.is_empty() {
        return;
    }
    let arrived: Vec<_> = models
        .loading
        .iter()
        .filter(|(_, handle)| assets.is_loaded_with_dependencies(handle.id()))
        .map(|(&name, handle)| (name, handle.clone()))
        .collect();
    for (name, handle) in arrived {
        models.loading.remove(name);
        let Some(file) = files.get(&handle) else { continue };
        let mut model = Model::default();
        for root in roots(file, &nodes) {
            add(&root, None, file, &nodes, &gltf_meshes, &mut meshes, &mut model);
        }
        models.ready.insert(name, model);
    }
}

fn roots(file: &Gltf, nodes: &Assets<GltfNode>) -> Vec<Handle<GltfNode>> {
    let children: Vec<_> = file
        .nodes
        .iter()
        .filter_map(|handle| nodes.get(handle))
        .flat_map(|node| node.children.iter().map(Handle::id))
        .collect();
    file.nodes
        .iter()
        .filter(|handle| !children.contains(&handle.id()))
        .cloned()
        .collect()
}

fn add(
    handle: &Handle<GltfNode>,
    parent: Option<usize>,
    file: &Gltf,
    nodes: &Assets<GltfNode>,
    gltf_meshes: &Assets<GltfMesh>,
    meshes: &mut Assets<Mesh>,
    model: &mut Model,
) {
    let Some(node) = nodes.get(handle) else { return };
    let merged = node
        .mesh
        .as_ref()
        .and_then(|mesh| gltf_meshes.get(mesh))
        .map(|mesh| merge(mesh, file, meshes));
    let bounds = merged.as_ref().and_then(Mesh::compute_aabb);
    let mesh = merged.map(|mesh| meshes.add(mesh));
    let index = model.parts.len();
    model.parts.push(Part {
        name: node.name.clone(),
        parent,
        at: node.transform.translation,
        mesh,
        bounds,
    });
    for child in &node.children {
        add(child, Some(index), file, nodes, gltf_meshes, meshes, model);
    }
}

/// All primitives of a glTF mesh as one, with the number of their paint in the first texture coordinate.
fn merge(gltf_mesh: &GltfMesh, file: &Gltf, meshes: &Assets<Mesh>) -> Mesh {
    let (mut positions, mut normals, mut paints, mut indices) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for primitive in &gltf_mesh.primitives {
        let Some(mesh) = meshes.get(&primitive.mesh) else {
            continue;
        };
        let Some(VertexAttributeValues::Float32x3(at)) = mesh.attribute(Mesh::ATTRIBUTE_POSITION) else {
            continue;
        };
        let Some(VertexAttributeValues::Float32x3(out)) = mesh.attribute(Mesh::ATTRIBUTE_NORMAL) else {
            continue;
        };
        let paint = PAINTS.iter().position(|&name| {
            primitive.material.is_some() && file.named_materials.get(name) == primitive.material.as_ref()
        });
        let first = positions.len() as u32;
        paints.extend(at.iter().map(|at| [paint.unwrap_or(0) as f32, soot(*at)]));
        positions.extend_from_slice(at);
        normals.extend_from_slice(out);
        match mesh.indices() {
            Some(Indices::U16(list)) => indices.extend(list.iter().map(|&index| first + u32::from(index))),
            Some(Indices::U32(list)) => indices.extend(list.iter().map(|&index| first + index)),
            None => indices.extend(first..positions.len() as u32),
        }
    }
    let mut mesh = Mesh::new(PrimitiveTopology::TriangleList, RenderAssetUsages::default());
    mesh.insert_attribute(Mesh::ATTRIBUTE_POSITION, positions);
    mesh.insert_attribute(Mesh::ATTRIBUTE_NORMAL, normals);
    mesh.insert_attribute(Mesh::ATTRIBUTE_UV_0, paints);
    mesh.insert_indices(Indices::U32(indices));
    mesh
}

/// How readily a place turns black, 0 to 1; different from facet to facet.
fn soot(at: [f32; 3]) -> f32 {
    let cell = |x: f32| (x * 2.5).round() as i32 as u64 & 0xFFFF;
    Rng::for_purpose(cell(at[0].abs()) | cell(at[1]) << 16 | cell(at[2]) << 32, 9).unit()
}

/// Loads the models.
pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Models>()
        .add_systems(Startup, load)
        .add_systems(PreUpdate, bake);
}
