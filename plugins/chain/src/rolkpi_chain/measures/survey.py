"""CHN-16: what the public says. Each result stands as the survey published it."""

from __future__ import annotations

from dataclasses import dataclass

from rolkpi.model import Survey, SurveySource
from rolkpi_chain.codelists import INSTITUTIONS


@dataclass(frozen=True)
class Result:
    """One result of a round: what was asked, about whom, and who answered."""

    name: str
    title: str
    question: str = "CONFIDENCE"
    institution: str = "ALL"
    sex: str = "ALL"
    residence: str = "ALL"

    @property
    def pinned(self) -> dict[str, str]:
        """The codes by which the result is found in the table, and no other."""
        return {
            "question": self.question,
            "institution": self.institution,
            "sex": self.sex,
            "residence": self.residence,
        }


_VIOLENCE = "REPORTED_VIOLENCE"

RESULTS = (
    Result("confidence", "Confidence in the justice institutions together"),
    *(
        Result(f"confidence_{code.lower()}", f"Confidence: {label[0].lower()}{label[1:]}", institution=code)
        for code, label in INSTITUTIONS.items()
    ),
    Result("confidence_of_women", "Confidence of women in the justice institutions", sex="F"),
    Result("confidence_of_men", "Confidence of men in the justice institutions", sex="M"),
    Result("confidence_urban", "Confidence in the justice institutions, urban", residence="URBAN"),
    Result("confidence_rural", "Confidence in the justice institutions, rural", residence="RURAL"),
    Result("violence_reported", "Victims of violence who reported it", _VIOLENCE),
    Result("violence_reported_by_women", "Women who were victims of violence and reported it", _VIOLENCE, sex="F"),
    Result("violence_reported_by_men", "Men who were victims of violence and reported it", _VIOLENCE, sex="M"),
)

SURVEY_RESULTS: tuple[Survey, ...] = tuple(
    Survey(
        id=f"chain.{result.name}",
        title=result.title,
        unit="%",
        description="As the survey published it, with its margin and the number of answers.",
        sources=(
            SurveySource(
                dataset="chain.survey",
                where=" AND ".join(f"{column} = '{code}'" for column, code in result.pinned.items()),
                value="estimate",
                low="low",
                high="high",
                n="asked",
            ),
        ),
    )
    for result in RESULTS
)
