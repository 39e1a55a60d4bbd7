"""Who answers for the chain KPIs, where they have values and what they follow."""

from __future__ import annotations

OWNER = "Rule of Law Delivery Unit, with the Technical Working Groups"
LEVELS = ("district", "division", "province", "country")
ROADMAP = "Rule of Law Roadmap for Balochistan, 6th Provincial Steering Committee, 28 February 2023"
SCORECARDS = "UK criminal justice scorecards, December 2021 (Express & Star, 9 December 2021)"
COURT_DAYS = "UK Ministry of Justice, Criminal court statistics quarterly, April to June 2021"
OUTCOMES = "UK Home Office, Crime outcomes in England and Wales"
LINKAGE = "Our own definition: records found by the number of the FIR"
SCRUTINY = (
    "Punjab guidelines for the scrutiny of police reports (Punjab Act III of 2006, s.9); Express Tribune, 28 February "
    "2013, on reports held back by prosecutors"
)
PERCEPTION = "Rule of Law Roadmap for Balochistan, Citizen Perception Survey 2020"
SDG_REPORTED = "United Nations, Sustainable Development Goal indicator 16.3.1; Citizen Perception Survey 2020"
PRISON_LEVELS = ("facility", "district", "division", "province", "country")
COURT_LEVELS = ("court", "district", "division", "province", "country")
ATTRITION = (
    "UK House of Commons, Public Accounts Committee (2022), victims who withdrew by stage (29%, 16% and 1.2% in 2021); "
    "UK Victims' Commissioner on the criminal justice system delivery data dashboard, July to September 2023"
)
GBV_REPORTS = f"Sustainable Social Development Organization, GBV reports on Pakistan for 2024; {SCORECARDS}"
PMIS = "Prison Management Information System, module on daily court production (UNODC, 10 August 2016)"
OUTSTANDING = "UK Ministry of Justice, justice data: outstanding cases"
LEAGUE = (
    "Dawn, August 2024, on the league table of the Punjab Police (36 indicators, three groups of districts); UK HM "
    "Prison and Probation Service, prison performance ratings 2022/23"
)
