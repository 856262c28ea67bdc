using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Tests.Builders;
using Xunit;

namespace UkraineSupport.Domain.Tests.Access;

public class ActorTests
{
    /// <summary>Who, a record's disclosure, its owner: may they see it? The whole table, one row a case.</summary>
    public static TheoryData<string, Disclosure, string?, bool> Table()
    {
        var table = new TheoryData<string, Disclosure, string?, bool>();
        foreach (var owner in new[] { "NLD", "DNK", null })
        {
            foreach (var who in Callers.Keys)
            {
                table.Add(who, Disclosure.Public, owner, true);
                table.Add(who, Disclosure.Coalition, owner, who is not ("no token" or "public observer"));
                table.Add(
                    who,
                    Disclosure.Restricted,
                    owner,
                    who is "coordinator" or "recipient" || (who == "Dutch donor" && owner == "NLD")
                );
            }
        }

        return table;
    }

    private static readonly Dictionary<string, Actor> Callers = new()
    {
        ["no token"] = Actor.Anonymous,
        ["public observer"] = new(Role.Observer, null, "newspaper"),
        ["coalition observer"] = Given.CoalitionObserver,
        ["Dutch donor"] = Given.Dutch,
        ["donor without a party"] = new(Role.Donor, null, "somebody"),
        ["coordinator"] = Given.Coordinator,
        ["recipient"] = Given.Ukraine,
        ["administrator"] = Given.Administrator,
    };

    [Theory, MemberData(nameof(Table))]
    public void Disclosure_decides_who_sees_a_record(string who, Disclosure disclosure, string? owner, bool sees) =>
        Assert.Equal(sees, Callers[who].MaySee(disclosure, owner));

    [Fact]
    public void An_observer_of_the_donors_own_nation_does_not_see_what_is_restricted() =>
        Assert.False(new Actor(Role.Observer, "NLD", "nld-dashboard").MaySee(Disclosure.Restricted, "NLD"));

    [Fact]
    public void A_caller_without_a_token_is_the_public_even_with_a_party() =>
        Assert.False(new Actor(Role.Observer, "NLD", Actor.Anonymous.Subject).MaySee(Disclosure.Coalition, "NLD"));

    [Fact]
    public void A_donor_writes_for_its_own_nation_only()
    {
        Assert.True(Given.Dutch.IsDonor("NLD"));
        Assert.False(Given.Dutch.IsDonor("DNK"));
        Assert.False(Given.Dutch.IsDonor(null));
        Assert.False(new Actor(Role.Donor, null, "somebody").IsDonor(null));
        Assert.False(new Actor(Role.Coordinator, "NLD", "nld-ministry").IsDonor("NLD"));
    }

    [Fact]
    public void Only_the_caller_without_a_token_is_anonymous()
    {
        Assert.True(Actor.Anonymous.IsAnonymous);
        Assert.False(Actor.System.IsAnonymous);
        Assert.False(Given.CoalitionObserver.IsAnonymous);
    }

    [Theory]
    [InlineData("NLD", true, true)]
    [InlineData("UKR", true, true)]
    [InlineData("EU", true, false)]
    [InlineData("NATO", true, false)]
    [InlineData("nld", false, false)]
    [InlineData("XXX", false, false)]
    [InlineData("", false, false)]
    [InlineData(null, false, false)]
    public void Parties_are_nations_by_alpha_3_and_two_organisations(string? code, bool known, bool nation)
    {
        Assert.Equal(known, Parties.IsKnown(code));
        Assert.Equal(nation, Parties.IsNation(code));
    }
}
