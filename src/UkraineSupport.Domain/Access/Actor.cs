namespace UkraineSupport.Domain.Access;

/// <summary>Who acts: role, party (ISO 3166-1 alpha-3, or EU, NATO) and the token's subject.</summary>
/// <param name="Role">The one role the caller acts in.</param>
/// <param name="Party">The nation or organisation; null for the public and for administrators without one.</param>
/// <param name="Subject">The identity provider's subject; <c>anonymous</c> without a token.</param>
public sealed record Actor(Role Role, string? Party, string Subject)
{
    /// <summary>A caller without a token.</summary>
    public static Actor Anonymous { get; } = new(Role.Observer, null, "anonymous");

    /// <summary>The system itself: what a deadline's orchestration does on nobody's request.</summary>
    public static Actor System { get; } = new(Role.Administrator, null, "system");

    /// <summary>Whether this caller has no token.</summary>
    public bool IsAnonymous => Subject == Anonymous.Subject;

    /// <summary>
    /// The disclosure rule: may this caller see a record of <paramref name="disclosure"/> that
    /// <paramref name="owner"/> (a donor's party, or null) put there? An observer is the public,
    /// unless the token names the coalition party that it observes for.
    /// </summary>
    public bool MaySee(Disclosure disclosure, string? owner) =>
        disclosure switch
        {
            Disclosure.Public => true,
            Disclosure.Coalition => Role != Role.Observer || (!IsAnonymous && Party is not null),
            _ => Role is Role.Coordinator or Role.Recipient || IsDonor(owner),
        };

    /// <summary>Whether this caller writes for <paramref name="party"/> as its donor.</summary>
    public bool IsDonor(string? party) => Role == Role.Donor && party is not null && Party == party;
}
