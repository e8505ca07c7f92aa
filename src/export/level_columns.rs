//! Columns of `chiffres.csv`, in order.

use super::cell::{Cell, Column};
use super::counted::{self, Share};
use super::levels::{LevelRow, Shown};
use crate::aggregate::figures::Spread;

impl LevelRow {
    fn shown(&self) -> Option<&Shown> {
        self.figure.as_ref().ok()
    }

    fn spread(&self) -> Option<Spread> {
        self.shown()?.spread
    }

    fn interval(&self) -> Option<(f64, f64)> {
        self.shown()?.interval
    }

    fn asides(&self, rank: usize) -> Option<u32> {
        self.shown()?.asides.map(|asides| asides[rank])
    }

    fn share(&self, of: fn(&Spread) -> u32) -> Option<Share> {
        let (shown, spread) = (self.shown()?, self.spread()?);
        counted::share(of(&spread), shown.n, self.invited)
    }

    fn high(&self) -> Option<Share> {
        self.share(|spread| spread.high)
    }

    fn low(&self) -> Option<Share> {
        self.share(|spread| spread.low)
    }
}

fn whole(count: Option<usize>) -> Cell {
    Cell::count(count.and_then(|count| u32::try_from(count).ok()))
}

/// Columns of `chiffres.csv`.
#[rustfmt::skip]
pub(super) const COLUMNS: [Column<LevelRow>; 36] = [
    Column { key: "projet", cell: |row| Cell::text(&row.project) },
    Column { key: "niveau", cell: |row| Cell::text(row.named.level) },
    Column { key: "code", cell: |row| Cell::text(&row.named.code) },
    Column { key: "libelle", cell: |row| Cell::text(&row.named.label) },
    Column { key: "groupe", cell: |row| Cell::text(&row.group) },
    Column { key: "groupe_libelle", cell: |row| Cell::text(&row.group_label) },
    Column { key: "vague", cell: |row| Cell::text(&row.moment.wave) },
    Column { key: "echeance", cell: |row| Cell::text(row.moment.term) },
    Column { key: "date", cell: |row| Cell::day(row.moment.date) },
    Column { key: "genre", cell: |row| Cell::text(row.moment.kind) },
    Column { key: "etat", cell: |row| Cell::text(row.state()) },
    Column { key: "borne", cell: |row| row.shown().and_then(Shown::bound).map_or(Cell::Nothing, Cell::Text) },
    Column { key: "n", cell: |row| Cell::count(row.shown().map(|shown| shown.n)) },
    Column { key: "moyenne", cell: |row| Cell::points(row.shown().and_then(Shown::exact)) },
    Column { key: "ic_bas", cell: |row| Cell::points(row.interval().map(|interval| interval.0)) },
    Column { key: "ic_haut", cell: |row| Cell::points(row.interval().map(|interval| interval.1)) },
    Column { key: "tous_ont_repondu", cell: |row| row.shown().and_then(|shown| shown.everyone).map_or(Cell::Nothing, Cell::yes_or_no) },
    Column { key: "ecart_type", cell: |row| Cell::points(row.spread().map(|spread| spread.sd)) },
    Column { key: "q1", cell: |row| Cell::points(row.spread().map(|spread| spread.quartiles.0)) },
    Column { key: "mediane", cell: |row| Cell::points(row.spread().map(|spread| spread.quartiles.1)) },
    Column { key: "q3", cell: |row| Cell::points(row.spread().map(|spread| spread.quartiles.2)) },
    Column { key: "consensus", cell: |row| Cell::number(row.shown().and_then(|shown| counted::agreement(shown.counts.as_ref())), 2) },
    Column { key: "effectif_haut", cell: |row| Cell::count(row.spread().map(|spread| spread.high)) },
    Column { key: "part_haute", cell: |row| Cell::percent(row.high().map(|share| share.rate)) },
    Column { key: "part_haute_ic_bas", cell: |row| Cell::percent(row.high().map(|share| share.interval.0)) },
    Column { key: "part_haute_ic_haut", cell: |row| Cell::percent(row.high().map(|share| share.interval.1)) },
    Column { key: "effectif_bas", cell: |row| Cell::count(row.spread().map(|spread| spread.low)) },
    Column { key: "part_basse", cell: |row| Cell::percent(row.low().map(|share| share.rate)) },
    Column { key: "part_basse_ic_bas", cell: |row| Cell::percent(row.low().map(|share| share.interval.0)) },
    Column { key: "part_basse_ic_haut", cell: |row| Cell::percent(row.low().map(|share| share.interval.1)) },
    Column { key: "effectifs", cell: |row| row.shown().and_then(|shown| shown.counts.clone()).map_or(Cell::Nothing, Cell::Counts) },
    Column { key: "ne_sait_pas", cell: |row| Cell::count(row.asides(0)) },
    Column { key: "non_concerne", cell: |row| Cell::count(row.asides(1)) },
    Column { key: "sans_reponse", cell: |row| Cell::count(row.asides(2)) },
    Column { key: "groupes_publies", cell: |row| whole(row.shown().and_then(|shown| shown.groups).map(|groups| groups.0)) },
    Column { key: "groupes_interroges", cell: |row| whole(row.shown().and_then(|shown| shown.groups).map(|groups| groups.1)) },
];
