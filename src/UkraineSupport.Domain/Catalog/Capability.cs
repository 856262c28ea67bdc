using System.Text.Json.Serialization;

namespace UkraineSupport.Domain.Catalog;

/// <summary>One row of the capability catalogue: what is counted, and in which unit.</summary>
/// <param name="Code">Stable code, such as <c>AMMO-155</c>.</param>
/// <param name="Area">Group, such as <c>munitions</c> or <c>air-defence</c>.</param>
/// <param name="Name">English name.</param>
/// <param name="NameNl">Dutch name, as the advisory letter has it.</param>
/// <param name="Unit">The unit every quantity of this capability is in.</param>
/// <param name="SeedSection">Section of the advisory letter that names it.</param>
/// <param name="Note">Remark, or null.</param>
public sealed record Capability(
    string Code,
    string Area,
    string Name,
    string NameNl,
    string Unit,
    string SeedSection,
    string? Note
)
{
    /// <summary>Whether quantities are money: two decimals are allowed then, whole numbers only otherwise.</summary>
    public bool IsMoney => Unit == "EUR";

    /// <summary>The smallest quantity of it: one, or a cent.</summary>
    [JsonIgnore]
    public decimal Step => IsMoney ? 0.01m : 1;
}
