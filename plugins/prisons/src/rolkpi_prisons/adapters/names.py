"""What the prisons' files call prisons, districts' people and codes."""

from __future__ import annotations

PRISONS = {
    "Central Prison Mach": "PK209-CP",
    "Prison Khuzdar": "PK213-CP",
    "Central Prison Gaddani": "PK217-CP",
    "Prison Loralai": "PK219-CP",
    "Central Prison Mastung": "PK220-CP",
    "District Prison Dera Murad Jamali": "PK222-DJ",
    "Prison Nushki": "PK223-DJ",
    "District Prison Pishin": "PK225-DJ",
    "District Jail Quetta": "PK226-DJ",
    "Juvenile Institution Quetta": "PK226-JI",
    "District Prison Sibi": "PK228-DJ",
    "Prison Zhob": "PK231-CP",
}
"""Name: the workspace's code of the prison. The codes are those of the example of Balochistan."""

STATUSES = {
    "UTP": "UTP",
    "Under Trial": "UTP",
    "Convict (Appeal)": "CONVICT_NONFINAL",
    "Convict": "CONVICT",
    "Condemned": "CONDEMNED",
    "Civil": "CIVIL",
    "Detenue": "DETENU",
    "Foreigners Act": "ADMIN_IMMIGRATION",
    "Other": "OTHER",
}

SEXES = {"Male": "M", "Female": "F", "Transgender": "T", "Not recorded": "U"}

AGE_GROUPS = {"18 and above": "ADULT", "Below 18": "JUVENILE", "Not recorded": "UNKNOWN"}

NATIONALITIES = {"Pakistani": "PAKISTANI", "Foreigner": "FOREIGN"}

NOTHING = ("-", "N/A", "Nil")
"""What the system prints in an empty field."""
