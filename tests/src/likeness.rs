//! How unlike two pictures are to somebody who glances from one to the other. What differs by a pixel, by the graphics
//! driver's rounding or by a bit of noise does not count; what is gone, moved or of another colour does.

use image::imageops::FilterType;
use image::{Rgb32FImage, RgbImage};

/// Size at which pictures are looked at: what is smaller than a dot of it is not seen at a glance.
const GLANCE: (u32, u32) = (160, 90);
/// From this difference of colours on, a dot is plainly another one: about four that can just be told apart.
const PLAIN: f32 = 0.08;

/// How unlike two pictures are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Unlikeness {
    /// Difference of colours as eyes have it (the distance in Oklab, in which black and white are 1 apart), the mean of
    /// all dots.
    pub mean: f32,
    /// Share of the dots that are plainly of another colour.
    pub plain: f32,
}

impl Unlikeness {
    /// Of two pictures, whatever their sizes.
    #[must_use]
    pub fn of(one: &RgbImage, other: &RgbImage) -> Self {
        let (one, other) = (glance(one), glance(other));
        let far: Vec<f32> = one
            .pixels()
            .zip(other.pixels())
            .map(|(one, other)| {
                let apart = |k: usize| (one.0[k] - other.0[k]).powi(2);
                (apart(0) + apart(1) + apart(2)).sqrt()
            })
            .collect();
        let dots = far.len().max(1) as f32;
        Self {
            mean: far.iter().sum::<f32>() / dots,
            plain: far.iter().filter(|far| **far > PLAIN).count() as f32 / dots,
        }
    }
}

/// A picture as a glance has it: small, and in Oklab.
fn glance(picture: &RgbImage) -> Rgb32FImage {
    let mut seen = Rgb32FImage::new(picture.width(), picture.height());
    for (seen, pixel) in seen.pixels_mut().zip(picture.pixels()) {
        seen.0 = pixel.0.map(linear);
    }
    let mut small = image::imageops::resize(&seen, GLANCE.0, GLANCE.1, FilterType::Triangle);
    for pixel in small.pixels_mut() {
        pixel.0 = oklab(pixel.0);
    }
    small
}

/// A byte of sRGB as light, 0 to 1.
pub(crate) fn linear(byte: u8) -> f32 {
    let value = f32::from(byte) / 255.0;
    if value <= 0.040_45 {
        value / 12.92
    } else {
        ((value + 0.055) / 1.055).powf(2.4)
    }
}

/// Light of sRGB's primaries in Oklab (Björn Ottosson, 2020): lightness, green to red, blue to yellow.
fn oklab([red, green, blue]: [f32; 3]) -> [f32; 3] {
    let long = (0.412_221_46 * red + 0.536_332_55 * green + 0.051_445_995 * blue).cbrt();
    let middle = (0.211_903_5 * red + 0.680_699_5 * green + 0.107_396_96 * blue).cbrt();
    let short = (0.088_302_46 * red + 0.281_718_85 * green + 0.629_978_7 * blue).cbrt();
    [
        0.210_454_26 * long + 0.793_617_8 * middle - 0.004_072_047 * short,
        1.977_998_5 * long - 2.428_592_2 * middle + 0.450_593_7 * short,
        0.025_904_037 * long + 0.782_771_77 * middle - 0.808_675_77 * short,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::Rgb;

    /// Stripes of two colours, shifted by so many pixels.
    fn stripes(shift: u32, colours: [[u8; 3]; 2]) -> RgbImage {
        RgbImage::from_fn(640, 360, |x, _| Rgb(colours[((x + shift) / 40 % 2) as usize]))
    }

    #[test]
    fn noise_and_rounding_are_alike_and_what_is_gone_is_not() {
        let usual = [[40, 30, 60], [220, 160, 90]];
        let picture = stripes(0, usual);
        assert_eq!(
            Unlikeness::of(&picture, &picture),
            Unlikeness {
                mean: 0.0,
                plain: 0.0
            }
        );
        // Each pixel a little off, up and down by turns.
        let noisy = RgbImage::from_fn(640, 360, |x, y| {
            let off = [0, 9, 4][((x * 7 + y * 3) % 3) as usize];
            Rgb(picture
                .get_pixel(x, y)
                .0
                .map(|value| value.saturating_add(off).saturating_sub(4)))
        });
        let noise = Unlikeness::of(&picture, &noisy);
        assert!(noise.mean < 0.01 && noise.plain < 0.001, "{noise:?}");
        // A hundredth of the picture is covered.
        let mut covered = picture.clone();
        for (x, y) in (0..64).flat_map(|x| (0..36).map(move |y| (x, y))) {
            covered.put_pixel(x + 300, y + 200, Rgb([60, 230, 255]));
        }
        let cover = Unlikeness::of(&picture, &covered);
        assert!(cover.plain > 0.008 && cover.plain < 0.02, "{cover:?}");
        // All is there, but elsewhere, or in another colour.
        assert!(Unlikeness::of(&picture, &stripes(12, usual)).plain > 0.2);
        let tinted = Unlikeness::of(&picture, &stripes(0, [usual[0], [160, 220, 90]]));
        assert!(tinted.plain > 0.4, "{tinted:?}");
    }
}
