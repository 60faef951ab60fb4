//! The same lists by looking at all images of all pairs: the truth beside the fast way.

use super::cells::{CellList, Neighbour};
use super::home::{AtHome, shift};
use super::list::{Neighbours, order};
use crate::error::Result;
use crate::frame::Frame;

impl Neighbours {
    /// All pairs within `cutoff`, found by measuring each image of each pair: what [`Self::within`] must be, in a
    /// time that grows with the square of the number of atoms.
    ///
    /// # Errors
    /// Those of [`CellList::new`].
    pub fn slowly(frame: &Frame, cutoff: f64) -> Result<Self> {
        // Asked for its errors only.
        let home = CellList::new(frame, cutoff)?.home().clone();
        let images = images(&home, cutoff);
        let mut all = Self::empty(home.clone(), cutoff);
        for atom in 0..frame.len() {
            let mut pairs: Vec<Neighbour> = (0..frame.len())
                .flat_map(|other| images.iter().map(move |image| (other, *image)))
                .filter(|(other, image)| *other != atom || *image != [0; 3])
                .map(|(other, image)| pair(&home, atom, other, image))
                .filter(|pair| pair.vector.norm_squared() <= cutoff * cutoff)
                .collect();
            pairs.sort_by_key(order);
            all.push(pairs.into_iter());
        }
        Ok(all)
    }
}

#[allow(clippy::cast_possible_truncation)]
fn pair(home: &AtHome, atom: usize, other: usize, image: [i8; 3]) -> Neighbour {
    let away = shift(home.cell.vectors(), image);
    Neighbour {
        index: other as u32,
        vector: home.points[other] - home.points[atom] + away,
        image,
    }
}

/// All images that a point of the cell can have within the cutoff of another: one more than the cutoff is long.
#[allow(clippy::cast_possible_truncation)]
fn images(home: &AtHome, cutoff: f64) -> Vec<[i8; 3]> {
    let [x, y, z] = [0, 1, 2].map(|axis| {
        let far = (cutoff / home.cell.heights()[axis]).ceil() as i8 + 1;
        if home.cell.periodic()[axis] {
            -far..=far
        } else {
            0..=0
        }
    });
    let planes = x.flat_map(|x| y.clone().map(move |y| (x, y)));
    planes
        .flat_map(|(x, y)| z.clone().map(move |z| [x, y, z]))
        .collect()
}
