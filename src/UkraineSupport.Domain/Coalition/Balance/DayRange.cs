namespace UkraineSupport.Domain.Coalition.Balance;

/// <summary>Days from one to another, both included.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
public readonly record struct DayRange(DateOnly From, DateOnly To)
{
    /// <summary>How many days.</summary>
    public int Days => To.DayNumber - From.DayNumber + 1;

    /// <summary>Whether <paramref name="day"/> is one of them.</summary>
    public bool Contains(DateOnly day) => From <= day && day <= To;
}
