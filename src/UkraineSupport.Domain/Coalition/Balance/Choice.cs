namespace UkraineSupport.Domain.Coalition.Balance;

/// <summary>Parts of a serial's days that follow each other.</summary>
/// <param name="First">The first part.</param>
/// <param name="End">The first part after them.</param>
internal readonly record struct Span(int First, int End);

/// <summary>That a unit may go to a serial, where it is usable on at least one day.</summary>
/// <param name="Unit">The unit, by its number in the problem or component.</param>
/// <param name="Serial">The serial, likewise.</param>
/// <param name="Amount">What of it fills the serial each day, no more than the serial requires.</param>
/// <param name="Days">When, in days after the ceasefire; the end is the first day that it is not.</param>
internal sealed record Choice(int Unit, int Serial, long Amount, (int From, int End)[] Days);
