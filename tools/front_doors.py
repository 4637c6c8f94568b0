"""Import Linter contract: enter a feature through its front doors only."""

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class FrontDoors(Contract):
    """Modules outside a feature may import only its public modules.

    `doors` are public in every feature, `further_doors` name one more door of one feature each,
    and `open_features` have no walls at all. The `composition_root` puts everything together and may
    reach anywhere.
    """

    container = fields.StringField()
    doors = fields.SetField(subfield=fields.StringField())
    further_doors = fields.SetField(subfield=fields.StringField(), required=False)
    open_features = fields.SetField(subfield=fields.StringField(), required=False)
    composition_root = fields.StringField()

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:  # noqa: ARG002, FBT001
        trespasses = [
            (importer, imported)
            for feature in graph.find_children(self.container)
            if feature.rpartition(".")[2] not in (self.open_features or set())
            for imported in graph.find_descendants(feature)
            if not self._is_door(feature, imported)
            for importer in graph.find_modules_that_directly_import(imported)
            if self._is_outside(feature, importer)
        ]
        return ContractCheck(kept=not trespasses, metadata={"trespasses": sorted(trespasses)})

    def render_broken_contract(self, check: ContractCheck) -> None:
        for importer, imported in check.metadata["trespasses"]:
            output.print_error(f"{importer} reaches inside {imported}")

    def _is_door(self, feature: str, imported: str) -> bool:
        room = imported.removeprefix(f"{feature}.").partition(".")[0]
        return room in self.doors or f"{feature.rpartition('.')[2]}.{room}" in (self.further_doors or set())

    def _is_outside(self, feature: str, importer: str) -> bool:
        inside = f"{importer}.".startswith(f"{feature}.")
        root = f"{importer}.".startswith(f"{self.container}.{self.composition_root}.")
        return importer.startswith(f"{self.container}.") and not (
            inside or root or ".migrations." in importer
        )
