"""How the register's file becomes newplugin.case. Columns that are called alike need no line."""

from rolkpi.model import Adapter, ColumnMapping

REGISTER = Adapter(
    id="newplugin.register",
    dataset="newplugin.case",
    description="The register as districts keep it in a spreadsheet, saved as CSV.",
    columns={
        "case_no": ColumnMapping(column="Serial No"),
        "district": ColumnMapping(column="District"),
        "kind": ColumnMapping(
            column="Type",
            codes={"Complaint": "COMPLAINT", "Petition": "PETITION", "Court reference": "REFERENCE"},
        ),
        "received_on": ColumnMapping(column="Received", format="%d/%m/%Y"),
        "decided_on": ColumnMapping(column="Decided", format="%d/%m/%Y"),
    },
    ignore={"Remarks": {"withdrawn": "Withdrawn before anything was done."}},
)

ADAPTERS = (REGISTER,)
