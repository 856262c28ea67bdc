namespace UkraineSupport.Domain.Coalition.Balance;

/// <summary>What an assignment is worth; strength-days are in the problem's scale.</summary>
/// <param name="Critical">Strength-days filled of critical serials.</param>
/// <param name="All">Strength-days filled of all.</param>
/// <param name="Splits">Successor chains beyond the first, over all serials.</param>
internal readonly record struct Points(long Critical, long All, long Splits) : IComparable<Points>
{
    public static bool operator >(Points one, Points other) => one.CompareTo(other) > 0;

    public static bool operator <(Points one, Points other) => one.CompareTo(other) < 0;

    public static Points operator +(Points one, Points other) =>
        new(one.Critical + other.Critical, one.All + other.All, one.Splits + other.Splits);

    public static Points operator -(Points one, Points other) =>
        new(one.Critical - other.Critical, one.All - other.All, one.Splits - other.Splits);

    public int CompareTo(Points other) =>
        Critical != other.Critical ? Critical.CompareTo(other.Critical)
        : All != other.All ? All.CompareTo(other.All)
        : other.Splits.CompareTo(Splits);
}
