//! Where the game's data is. Bevy's assets and the rules come from one folder, whatever folder the game is started in.

use std::path::Path;

use bevy::prelude::*;
use hogs_shared::assets::AssetFolder;
use hogs_shared::tuning::DataError;

/// The folder, for whoever reads data.
#[derive(Resource, Clone, Debug)]
pub struct Data(pub AssetFolder);

/// The folder named by `HOGS_ASSETS`, else `assets` below `BEVY_ASSET_ROOT`, else where it usually is. As an absolute
/// path.
///
/// # Errors
/// A sentence that says where it was looked for.
pub fn find() -> Result<AssetFolder, DataError> {
    let rooted = std::env::var_os("BEVY_ASSET_ROOT").map(|root| Path::new(&root).join("assets"));
    let rooted = rooted.filter(|folder| folder.join("rules.ron").is_file());
    let folder = match rooted {
        Some(folder) if std::env::var_os("HOGS_ASSETS").is_none() => AssetFolder::at(&folder),
        _ => AssetFolder::find()?,
    };
    Ok(match folder.path().canonicalize() {
        Ok(absolute) => AssetFolder::at(&absolute),
        Err(_) => folder,
    })
}
