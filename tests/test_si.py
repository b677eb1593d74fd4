"""SI units: the lexicon's table says what pint says, and what fits comes out."""

from decimal import Decimal
from fractions import Fraction

import pint
import pytest

from pipeline.grammar.units import UNIT_COLUMNS
from pipeline.lexicon import read_table
from pipeline.si import COLUMNS, load_conversions
from schemas import SettingsError

ROWS = {row["unit"]: row for row in read_table("si_units", COLUMNS)}

NAMES = dict(
    pair.split("=")
    for line in """
VA=volt_ampere; kVA=kilovolt_ampere; MVA=megavolt_ampere; Wp=W; kWp=kW; MWp=MW; GWp=GW
MWe=MW; MWth=MW; hp=horsepower; bhp=horsepower; PS=metric_horsepower; cal=calorie
kcal=kilocalorie; BTU=Btu; MMBtu=1e6 Btu; therm=1e5 Btu; nmi=nautical_mile; ly=light_year
in=inch; mm2=mm**2; cm2=cm**2; m2=m**2; km2=km**2; ha=hectare; square inch=inch**2
sqft=ft**2; square mile=(5280 ft)**2; acre=43560 ft**2; acre-foot=43560 ft**3; cm3=cm**3
m3=m**3; km3=km**3; L=liter; hL=hectoliter; mL=milliliter; cL=centiliter; cubic foot=ft**3
cubic yard=yd**3; gal=gallon; bbl=oil_barrel; t=tonne; short ton=short_ton
long ton=long_ton; ct=carat; h=hour; kn=knot; Nm=N*m; N m=N*m; Ah=ampere*hour
mAh=milliampere*hour; °C=degC; °F=degF; K=kelvin; lux=lux; lx=lux; lm=lumen; nits=nit
cd/m2=cd/m**2; A=ampere; mA=milliampere; B=byte; bar=bar; C=coulomb; Gy=gray; mGy=milligray
Sv=sievert; mSv=millisievert; KB=kilobyte; MB=megabyte; GB=gigabyte; TB=terabyte
PB=petabyte; EB=exabyte; ZB=1e21 byte; GiB=gibibyte; TiB=tebibyte; Kbit=kilobit
Zbit=1e21 bit; yd=yard; mi=mile; ft=foot; min=minute; µs=microsecond; µm=micrometer
µg=microgram
""".strip().splitlines()
    for pair in line.split("; ")
)
"""What pint calls our units, where it does not call them as we do."""


@pytest.fixture(scope="module")
def registry() -> pint.UnitRegistry:
    """Return pint's units, counted in exact numbers."""
    return pint.UnitRegistry(non_int_type=Decimal)


@pytest.mark.parametrize("unit", [u for u in ROWS if not u.startswith("°")])
def test_factor_is_that_of_pint(registry: pint.UnitRegistry, unit: str) -> None:
    """One of each unit is as many SI units as pint says."""
    row = ROWS[unit]
    one = registry.parse_expression(NAMES.get(unit, unit))
    told = (1 * one).to(NAMES.get(row["si_unit"], row["si_unit"])).magnitude
    assert float(Fraction(row["factor"])) == pytest.approx(float(told), rel=1e-6)
    assert Decimal(row["offset"]) == 0


@pytest.mark.parametrize("unit", ["°C", "°F"])
@pytest.mark.parametrize("degrees", ["-40", "0", "36.6"])
def test_temperature_is_that_of_pint(registry: pint.UnitRegistry, unit: str, degrees: str) -> None:
    """Degrees are kelvins as pint counts them; how much warmer it gets has no zero point."""
    conversion = load_conversions().of(unit)
    assert conversion
    told = registry.Quantity(Decimal(degrees), NAMES[unit]).to("kelvin").magnitude
    assert float(conversion.of(Decimal(degrees)) or 0) == pytest.approx(float(told), abs=1e-9)
    warmer = conversion.of(Decimal(degrees), is_difference=True)
    assert warmer is not None
    assert float(warmer) == pytest.approx(
        float(degrees) * (1 if unit == "°C" else 5 / 9), abs=1e-12
    )


def test_every_unit_is_one_of_the_lexicon() -> None:
    """No row is for a unit that no figure can have, alone or beside a stroke."""
    units = {row["unit"] for row in read_table("units", UNIT_COLUMNS)}
    assert set(ROWS) <= units | {part for unit in units for part in unit.split("/")}


@pytest.mark.parametrize(
    ("amount", "unit", "expected", "in_unit"),
    [
        ("3.5", "nm", "0.0000000035", "m"),
        ("120", "MW", "120000000", "W"),
        ("3.5", "TWh", "12600000000000000", "J"),
        ("90", "km/h", "25", "m/s"),
        ("4", "kWh/kg", "14400000", "J/kg"),
        ("36", "kWh/kn", "251922246.220302375809935", "J s/m"),
        ("10", "GB", "10000000000", "B"),
    ],
)
def test_amount_in_si(amount: str, unit: str, expected: str, in_unit: str) -> None:
    """A unit, and a unit by another, come out in SI units with all their digits."""
    conversion = load_conversions().of(unit)
    assert conversion
    assert (conversion.of(Decimal(amount)), conversion.unit) == (Decimal(expected), in_unit)


@pytest.mark.parametrize(
    "unit", ["USD", "percent", "count", "EUR/MWh", "oz", "bushel", "W/", "/day", "W/USD", ""]
)
def test_what_is_no_si_unit(unit: str) -> None:
    """Money, shares, things, and measures of several meanings have no SI value."""
    assert load_conversions().of(unit) is None


@pytest.mark.parametrize(("amount", "unit"), [("1E10", "TWh"), ("0.00000123456789", "pm")])
def test_what_does_not_fit(amount: str, unit: str) -> None:
    """An amount that would lose its digits has no SI value, not a wrong one."""
    conversion = load_conversions().of(unit)
    assert conversion
    assert conversion.of(Decimal(amount)) is None


def test_wrong_factor_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A factor that is no number is an error that names the unit."""
    row = {"unit": "W", "si_unit": "W", "factor": "1/0", "offset": "0", "source": "own"}
    monkeypatch.setattr("pipeline.si.read_table", lambda *_words, **_more: (row,))
    with pytest.raises(SettingsError, match="W: factor '1/0'"):
        load_conversions()
