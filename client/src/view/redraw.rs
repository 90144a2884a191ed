//! Meshes that are others every frame: those of the sprites and of what flies about in pieces.

use bevy::ecs::system::SystemParam;
use bevy::prelude::*;

/// The world's meshes, to give one that is shown another form.
#[derive(SystemParam)]
pub(super) struct Redraw<'w> {
    meshes: ResMut<'w, Assets<Mesh>>,
    events: MessageWriter<'w, AssetEvent<Mesh>>,
}

impl Redraw<'_> {
    /// Puts a mesh in the place of the one that is shown. It is told like any change of a mesh, but not noted as one: else the
    /// engine would look for it at all that is drawn, once for each kind of material and frame
    /// (docs/decisions/0012-frame-time.md). What shows it is found by what is told.
    pub(super) fn show(&mut self, shown: &Mesh3d, mesh: Mesh) {
        let id = shown.id();
        if let Some(stands) = self.meshes.get_mut_untracked(id) {
            *stands = mesh;
            self.events.write(AssetEvent::Modified { id });
        }
    }
}

#[cfg(test)]
mod tests {
    use bevy::asset::RenderAssetUsages;
    use bevy::mesh::{MeshPlugin, PrimitiveTopology};

    use super::*;

    /// How many meshes were noted as changed, and how many of those shown.
    #[derive(Resource, Debug, Default, PartialEq)]
    struct Seen(usize, usize);

    fn look(
        noted: Query<(), AssetChanged<Mesh3d>>,
        marked: Query<(), Changed<Mesh3d>>,
        mut seen: ResMut<Seen>,
    ) {
        *seen = Seen(noted.iter().count(), marked.iter().count());
    }

    #[test]
    fn another_mesh_is_told_and_not_looked_for() {
        let mesh = |corners: usize| {
            let mesh = Mesh::new(PrimitiveTopology::TriangleList, RenderAssetUsages::default());
            mesh.with_inserted_attribute(Mesh::ATTRIBUTE_POSITION, vec![[0.0; 3]; corners])
        };
        let mut app = App::new();
        app.add_plugins((MinimalPlugins, AssetPlugin::default(), MeshPlugin))
            .init_resource::<Seen>()
            .add_systems(Update, move |mut redraw: Redraw, shown: Query<&Mesh3d>| {
                redraw.show(shown.single().unwrap(), mesh(6));
            })
            .add_systems(Last, look);
        let handle = app.world_mut().resource_mut::<Assets<Mesh>>().add(mesh(3));
        let id = handle.id();
        app.world_mut().spawn(Mesh3d(handle));
        for _ in 0..3 {
            app.update();
        }
        let stands = app.world().resource::<Assets<Mesh>>().get(id);
        assert_eq!(stands.map(Mesh::count_vertices), Some(6));
        let told = app.world().resource::<Messages<AssetEvent<Mesh>>>();
        assert!(
            told.iter_current_update_messages()
                .any(|event| event.is_modified(id))
        );
        assert_eq!(*app.world().resource::<Seen>(), Seen(0, 1));
    }
}
