using UkraineSupport.Functions.Erasure;

namespace UkraineSupport.Functions.Tests.Erasure;

/// <summary>What is taken for what is to go, and what never is.</summary>
public sealed class WantedTests
{
    [Theory]
    [InlineData("J. Doe", "J. Doe", true)]
    [InlineData("J. Doe", "Ask J. Doe", false)]
    [InlineData("Jane Doe", "Ask Jane Doe\nor her deputy", true)]
    [InlineData("jane doe", "Jane Doe", false)]
    // A word of the domain, the code of a capability and the id of a record hold rules up.
    [InlineData("munitions", "munitions", false)]
    [InlineData("AMMO-155", "AMMO-155", false)]
    [InlineData("agreement", "agreement-0123456789abcdef0123456789abcdef", false)]
    public void A_text_goes_whole_and_a_distinctive_one_takes_what_it_was_copied_into_along(
        string wanted,
        string text,
        bool goes
    ) => Assert.Equal(goes, new Wanted([], [wanted]).Is(text));

    [Fact]
    public void A_persons_id_goes_as_a_whole_only()
    {
        var wanted = new Wanted(["dev-donor-NLD"], []);
        Assert.Equal(
            """{"by":"[erased]","or":["[erased]",{"not":"dev-donor-NLD-2"}],"n":1.50}""",
            wanted.Scrubbed("""{"by":"dev-donor-NLD","or":["dev-donor-NLD",{"not":"dev-donor-NLD-2"}],"n":1.50}""")
        );
        Assert.Null(wanted.Scrubbed("""{"dev-donor-NLD":1}"""));
    }
}
