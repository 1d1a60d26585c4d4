"""What people call the kinds of node and gap."""

from __future__ import annotations

#: Kinds as people call them: English singular and plural, Russian singular and plural.
KIND_NAMES = {
    "sme": ("SME", "SMEs", "малое или среднее предприятие", "малые и средние предприятия"),
    "large_firm": ("large firm", "large firms", "крупная компания", "крупные компании"),
    "startup": ("startup", "startups", "стартап", "стартапы"),
    "company": ("company", "companies", "компания", "компании"),
    "firm": ("firm", "firms", "компания", "компании"),
    "university": ("university", "universities", "вуз", "вузы"),
    "research_organization": (
        "research organization",
        "research organizations",
        "научная организация",
        "научные организации",
    ),
    "public_authority": ("public authority", "public authorities", "орган власти", "органы власти"),
    "ngo": ("NGO", "NGOs", "некоммерческая организация", "некоммерческие организации"),
    "cluster_organization": (
        "cluster organization",
        "cluster organizations",
        "управляющая организация кластера",
        "управляющие организации кластеров",
    ),
    "incubator": ("incubator", "incubators", "инкубатор или технопарк", "инкубаторы и технопарки"),
    "investor": ("investor", "investors", "инвестор", "инвесторы"),
    "organization": ("organization", "organizations", "организация", "организации"),
    "cluster": ("cluster", "clusters", "кластер", "кластеры"),
    "project": ("project", "projects", "проект", "проекты"),
    "capability": ("capability", "capabilities", "компетенция", "компетенции"),
}

#: Groups that are no kinds: the helix spheres.
GROUP_NAMES = {
    "industry": ("industry", "бизнес"),
    "academia": ("education and science", "наука и образование"),
    "government": ("government", "власть"),
    "civil_society": ("civil society", "общественные организации"),
}

#: Kinds of gap, English and Russian.
GAP_NAMES = {
    # Pairs of groups.
    "firm_to_firm_gap": ("firm-to-firm gap", "разрыв между компаниями"),
    "research_gap": ("research gap", "разрыв с наукой"),
    "education_gap": ("education gap", "разрыв с вузами"),
    "policy_gap": ("policy gap", "разрыв с властью"),
    "capital_gap": ("capital gap", "разрыв с инвесторами"),
    "global_gap": ("global gap", "разрыв с внешним миром"),
    "cluster_to_cluster_gap": ("cluster-to-cluster gap", "разрыв между кластерами"),
    "group_deficit": ("group deficit", "разрыв между группами"),
    # Structure.
    "single_point_of_failure": ("single point of failure", "единственное звено"),
    "fragmentation": ("separate island", "отдельный остров"),
    "isolate": ("isolated organization", "организация без связей"),
    "pendant": ("pendant", "организация на одной связи"),
    "periphery": ("periphery", "край сети"),
    "structural_hole": ("structural hole", "структурная дыра"),
    "brokerage_gap": ("brokerage gap", "единственный посредник"),
    "paper_cluster": ("paper cluster", "кластер на бумаге"),
    "emerging_cluster": ("emerging cluster", "необъявленный кластер"),
    # Content.
    "unmet_need": ("unmet need", "неудовлетворённая потребность"),
    "idle_offer": ("idle offer", "невостребованное предложение"),
    "role_gap": ("role gap", "незанятая роль"),
    "helix_gap": ("helix gap", "разрыв спирали"),
    "eligibility_gap": ("eligibility gap", "несоответствие требованиям"),
    "dormant_tie": ("dormant tie", "уснувшая связь"),
    "data_gap": ("data gap", "нет данных"),
}
