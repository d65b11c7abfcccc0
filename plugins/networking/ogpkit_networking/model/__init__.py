"""The documents of this plugin: providers, cases, the mechanism's committee and the OGP Steering Committee."""

from ogpkit_networking.model.case import (
    Agreement,
    Case,
    Closing,
    ClosingReason,
    Expectation,
    Introduction,
    Maturity,
    Message,
    Outcome,
    Refinement,
)
from ogpkit_networking.model.committees import (
    Chairs,
    CivilSocietySeat,
    GovernmentSeat,
    MechanismCommittee,
    MechanismMember,
    Meeting,
    SteeringCommittee,
)
from ogpkit_networking.model.provider import Neighbours, Provider, ProviderKind, Purpose

__all__ = [
    "Agreement",
    "Case",
    "Chairs",
    "CivilSocietySeat",
    "Closing",
    "ClosingReason",
    "Expectation",
    "GovernmentSeat",
    "Introduction",
    "Maturity",
    "MechanismCommittee",
    "MechanismMember",
    "Meeting",
    "Message",
    "Neighbours",
    "Outcome",
    "Provider",
    "ProviderKind",
    "Purpose",
    "Refinement",
    "SteeringCommittee",
]
