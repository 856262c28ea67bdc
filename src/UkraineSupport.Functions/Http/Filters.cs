using System.Globalization;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Catalog;
using UkraineSupport.Domain.Json;
using UkraineSupport.Domain.UsDeliveries;

namespace UkraineSupport.Functions.Http;

/// <summary>Query parameters that narrow a list: null when not asked for.</summary>
internal static class Filters
{
    /// <exception cref="ProblemException">400: there is no such capability.</exception>
    public static string? Capability(Call call) =>
        Text(call, "capability", code => CapabilityCatalog.Find(code) is not null);

    /// <exception cref="ProblemException">400: there is no such donor.</exception>
    public static string? Donor(Call call) => Text(call, "donor", Parties.IsKnown);

    /// <exception cref="ProblemException">400: there is no such nation.</exception>
    public static string? Nation(Call call) => Text(call, "nation", Parties.IsNation);

    /// <exception cref="ProblemException">400: it is no month.</exception>
    public static Month? Month(Call call, string name) =>
        call.Request.Query[name].FirstOrDefault() is not { } text ? null
        : Domain.UsDeliveries.Month.TryParse(text, out var month) ? month
        : throw new ProblemException(
            400,
            "bad-month",
            $"{name} is a month such as 2027-03, in the years 2000 to 2200."
        );

    /// <exception cref="ProblemException">400: it is no year, or not one of these.</exception>
    public static int? Year(Call call, string name, int first, int last) =>
        call.Request.Query[name].FirstOrDefault() is not { } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year)
        && year >= first
        && year <= last
            ? year
        : throw new ProblemException(400, "bad-year", $"{name} is a year, {first} to {last}.");

    /// <exception cref="ProblemException">400: the parameter is none of the enum's words.</exception>
    public static T? Word<T>(Call call, string name)
        where T : struct, Enum
    {
        if (call.Request.Query[name].FirstOrDefault() is not { } word)
            return null;
        return DomainJson.TryWord<T>(word, out var known) ? known : throw Unknown(name, word);
    }

    /// <exception cref="ProblemException">400: there can be no such value.</exception>
    public static string? Text(Call call, string name, Func<string, bool> isKnown)
    {
        var text = call.Request.Query[name].FirstOrDefault();
        return text is null || isKnown(text) ? text : throw Unknown(name, text);
    }

    /// <exception cref="ProblemException">400: there is another parameter, or one of these more than once.</exception>
    public static void Only(Call call, params IReadOnlyList<string> names)
    {
        foreach (var (name, values) in call.Request.Query)
        {
            if (!names.Contains(name))
                throw new ProblemException(
                    400,
                    "unknown-parameter",
                    $"There is no parameter '{name}' here; there is {string.Join(", ", names)}."
                );
            if (values.Count != 1)
                throw new ProblemException(400, "repeated-parameter", $"'{name}' is there more than once.");
        }
    }

    /// <summary>400: there can be no such value.</summary>
    public static ProblemException Unknown(string name, string value) =>
        new(400, "unknown-value", $"There is no {name} '{(value.Length > 40 ? value[..40] + "…" : value)}'.");
}
