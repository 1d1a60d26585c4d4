"""Tiny tables, written down as rows, and how to compare what comes back."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np

from graphcdc import Network, Tables, read_tables

#: Two clusters; one project inside the first, one that joins both, one of a single member; needs and offers; an
#: investor and an authority; and a loner. Small enough to answer every query by hand.
TOWN = {
    "organizations": """id,name,kind,region,domains,size,stage,ticket_min,ticket_max,currency,authority_level
a1,Альфа,sme,SPb,laser;optics,50,,,,,
b1,Beta,university,SPb,,,,,,,
c1,Gamma,company,Tver,,,,,,,
d1,Delta,large_firm,SPb,,,,,,,
g1,Комитет,public_authority,SPb,,,,,,,regional
i1,Invest,investor,SPb,Laser;IT,,seed;growth,1000000,5000000,RUB,
l1,Loner,ngo,SPb,,,,,,,
""",
    "clusters": "id,name,status,domains\nk1,Photonics,pilot,laser\nk2,IT,,\n",
    "projects": "id,name,start,end,clusters,topics\np1,One,2019,2021,k1,laser\np2,Two,2020,,k1;k2,\np3,Three,,,,\n",
    "capabilities": "id,name,category,parent\nt1,laser,technology,\nt2,optics,technology,t1\n",
    "memberships": "organization,cluster,role,since\na1,k1,core,2015\nb1,k1,,\nc1,k2,,\nd1,k2,,2018\n",
    "participations": """organization,project,role,amount
a1,p1,coordinator,100.5
b1,p1,,
b1,p2,,
c1,p2,,
a1,p3,,
""",
    "offers": "holder,capability,skill_level\nc1,t1,3\nc1,t2,\nd1,t1,\n",
    "needs": "holder,capability\np1,t1\np1,t2\n",
    "ties": """source,target,kind,since,strength,confidence,verified_on,data_source
d1,a1,COOPERATES_WITH,2017,2.5,0.8,2020-05,survey
g1,k1,SUPPORTS,2016,,,,decree
g1,k1,REGULATES,,,,,decree
i1,a1,INVESTS_IN,2018-03-01,,,,
""",
}


def make_tables(folder: Path, texts: Mapping[str, str]) -> Tables:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / (name if "." in name else f"{name}.csv")).write_text(text, encoding="utf-8", newline="")
    return read_tables(folder)


def assert_same(one: Network, other: Network) -> None:
    """All columns, of the same types, with the same values."""
    assert (one.date, one.home) == (other.date, other.home)
    for ours, theirs in ((one.node, other.node), (one.tie, other.tie)):
        assert set(ours) == set(theirs)
        for name, values in ours.items():
            assert values.dtype == theirs[name].dtype, name
            np.testing.assert_array_equal(values, theirs[name], err_msg=name)
