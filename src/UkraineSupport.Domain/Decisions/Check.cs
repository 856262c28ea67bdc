using System.Globalization;
using System.Text;
using UkraineSupport.Domain.Catalog;

namespace UkraineSupport.Domain.Decisions;

/// <summary>Collects what is wrong with an input, field by field, so that a caller mends all of it at once.</summary>
internal sealed class Check
{
    /// <summary>Far above any real quantity; keeps sums exact in a decimal.</summary>
    public const decimal MaxQuantity = 1_000_000_000_000m;

    private const int LeftToRightOverride = 0x202D;
    private const int RightToLeftOverride = 0x202E;

    /// <summary>
    /// Letters and symbols that are drawn as nothing: fillers of Hangul, the empty pattern of Braille.
    /// </summary>
    private static readonly int[] Blank = [0x115F, 0x1160, 0x2800, 0x3164, 0xFFA0];

    private readonly List<FieldError> _errors = [];

    /// <summary>What is wrong with the reason of a step that has nothing else to check, or null.</summary>
    public static InvalidInput? Reason(string? reason)
    {
        var check = new Check();
        check.Text(reason, "/reason", 2000);
        return check.Error;
    }

    public InvalidInput? Error => _errors.Count == 0 ? null : new(_errors);

    public void That(bool holds, string pointer, string otherwise)
    {
        if (!holds)
            _errors.Add(new(pointer, otherwise));
    }

    /// <summary>Takes over what another check found.</summary>
    public void Add(Check other) => _errors.AddRange(other._errors);

    public void Text(string? text, string pointer, int max, bool required = true)
    {
        var runes = (text ?? "").EnumerateRunes().ToList();
        That(!required || runes.Exists(IsVisible), pointer, "A text is needed here.");
        That(runes.Count <= max, pointer, $"At most {max} characters (Unicode code points).");
        That(
            !runes.Exists(r => Rune.IsControl(r) && r.Value is not ('\n' or '\r' or '\t')),
            pointer,
            "Control characters are not allowed."
        );
        That(
            !runes.Exists(r => r.Value is LeftToRightOverride or RightToLeftOverride),
            pointer,
            "What turns the direction of writing around is not allowed."
        );
    }

    /// <summary>Whether there is something to see of it: no space, no mark on its own, no filler.</summary>
    private static bool IsVisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is not (
                UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.SpaceSeparator
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.NonSpacingMark
                or UnicodeCategory.EnclosingMark
                or UnicodeCategory.Surrogate
                or UnicodeCategory.PrivateUse
                or UnicodeCategory.OtherNotAssigned
            )
        && !Blank.Contains(rune.Value);

    public Capability? Capability(string? code, string pointer)
    {
        var capability = CapabilityCatalog.Find(code);
        That(
            capability is not null,
            pointer,
            $"There is no capability '{Shorten(code)}'; /api/catalog/capabilities lists them."
        );
        return capability;
    }

    public void Quantity(decimal quantity, Capability? capability, string pointer, bool zeroToo = false)
    {
        That(zeroToo ? quantity >= 0 : quantity > 0, pointer, zeroToo ? "Not negative." : "More than zero.");
        That(quantity <= MaxQuantity, pointer, "At most 1,000,000,000,000.");
        if (capability is null)
            return;
        if (capability.IsMoney)
            That(decimal.Round(quantity, 2) == quantity, pointer, "At most two decimals.");
        else
            That(decimal.Truncate(quantity) == quantity, pointer, $"A whole number of {capability.Unit}.");
    }

    /// <summary>
    /// An indivisible lot is given whole or not at all; a lot that is itself wrong is told where it stands.
    /// </summary>
    public void Lots(decimal quantity, decimal? lot, string pointer) =>
        That(lot is null or <= 0 || quantity % lot == 0, pointer, $"A multiple of the lot of {lot}.");

    public void Unit(string? unit, Capability? capability, string pointer) =>
        That(
            unit is null || capability is null || unit == capability.Unit,
            pointer,
            $"{capability?.Code} is counted in {capability?.Unit}."
        );

    public void Count<T>(IReadOnlyCollection<T>? items, string pointer, int min, int max) =>
        That(
            (items?.Count ?? 0) >= min && (items?.Count ?? 0) <= max,
            pointer,
            min == 0 ? $"At most {max}." : $"{min} to {max} are needed."
        );

    public static string Shorten(string? text) =>
        text is null ? ""
        : text.Length <= 40 ? text
        : text[..40] + "…";
}
