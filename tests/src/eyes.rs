//! Pictures as eyes see them that lack one kind of cones.

use image::RgbImage;

/// What is lacking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Eyes {
    /// The cones for long waves.
    Protan,
    /// Those for middle ones.
    Deutan,
    /// Those for short ones.
    Tritan,
}

impl Eyes {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Protan, Self::Deutan, Self::Tritan];

    /// As files are called.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Protan => "protan",
            Self::Deutan => "deutan",
            Self::Tritan => "tritan",
        }
    }

    /// What is left of red, green and blue light: Machado, Oliveira and Fernandes (2009), severity 1.
    const fn rows(self) -> [[f32; 3]; 3] {
        match self {
            Self::Protan => [
                [0.152_286, 1.052_583, -0.204_868],
                [0.114_503, 0.786_281, 0.099_216],
                [-0.003_882, -0.048_116, 1.051_998],
            ],
            Self::Deutan => [
                [0.367_322, 0.860_646, -0.227_968],
                [0.280_085, 0.672_501, 0.047_413],
                [-0.011_820, 0.042_940, 0.968_881],
            ],
            Self::Tritan => [
                [1.255_528, -0.076_749, -0.178_779],
                [-0.078_411, 0.930_809, 0.147_602],
                [0.004_733, 0.691_367, 0.303_900],
            ],
        }
    }

    /// A picture as these eyes see it.
    #[must_use]
    pub fn see(self, picture: &RgbImage) -> RgbImage {
        let rows = self.rows();
        let mut seen = picture.clone();
        for pixel in seen.pixels_mut() {
            let light = pixel.0.map(crate::likeness::linear);
            pixel.0 = rows.map(|row| byte(row[0] * light[0] + row[1] * light[1] + row[2] * light[2]));
        }
        seen
    }
}

/// Light, 0 to 1, as a byte of sRGB.
fn byte(light: f32) -> u8 {
    let light = light.clamp(0.0, 1.0);
    let value = if light <= 0.003_130_8 {
        light * 12.92
    } else {
        1.055 * light.powf(1.0 / 2.4) - 0.055
    };
    (value * 255.0).round() as u8
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::Rgb;

    #[test]
    fn grey_stays_and_what_they_cannot_tell_apart_falls_together() {
        let far = |eyes: Eyes, one: [u8; 3], other: [u8; 3]| {
            let see = |colour| {
                eyes.see(&RgbImage::from_pixel(1, 1, Rgb(colour)))
                    .get_pixel(0, 0)
                    .0
            };
            let (one, other) = (see(one), see(other));
            (0..3)
                .map(|k| one[k].abs_diff(other[k]))
                .max()
                .unwrap_or_default()
        };
        for eyes in Eyes::ALL {
            for grey in [0, 90, 200, 255] {
                let picture = RgbImage::from_pixel(1, 1, Rgb([grey; 3]));
                let seen = eyes.see(&picture).get_pixel(0, 0).0;
                assert!(
                    seen.iter().all(|value| value.abs_diff(grey) <= 1),
                    "{eyes:?} {grey}: {seen:?}"
                );
            }
        }
        // Red and green of like lightness, and blue and green.
        let (red, green, olive) = ([200, 60, 40], [60, 125, 40], [122, 110, 40]);
        assert!(far(Eyes::Tritan, red, green) > 100);
        assert!(far(Eyes::Deutan, red, olive) < far(Eyes::Tritan, red, olive) / 2);
    }
}
