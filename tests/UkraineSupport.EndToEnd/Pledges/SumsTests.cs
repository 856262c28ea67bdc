using CsCheck;
using UkraineSupport.EndToEnd.Fixtures;
using UkraineSupport.Testing;
using Xunit;

namespace UkraineSupport.EndToEnd.Pledges;

[Collection(nameof(Alone))]
public sealed class SumsTests(OwnApp fixture) : IClassFixture<OwnApp>
{
    private const int Clients = 32;

    private static readonly Gen<Move> Moves = Gen.Select(
        Gen.Int[0, 99],
        Gen.Int[0, 3],
        Gen.Int[0, 2],
        Gen.Int[1, 60],
        (what, pledge, requirement, quantity) => new Move(what, pledge, requirement, quantity)
    );

    [Fact]
    public Task Sums_hold_while_32_clients_allocate_deliver_receive_and_withdraw_at_random() =>
        Moves.Array[8].Array[Clients].SampleAsync(CheckAsync, iter: 2, threads: 1, print: _ => "the moves of the seed");

    private async Task CheckAsync(Move[][] clients)
    {
        var traffic = await Traffic.SetUpAsync(fixture.App);
        var work = Task.WhenAll(clients.Select(traffic.RunAsync));
        var looks = 0;
        while (!work.IsCompleted || looks == 0)
        {
            Assert.All(await traffic.ReadPledgesAsync(), Sums.Hold);
            Assert.All(await traffic.ReadRequirementsAsync(), Sums.Hold);
            looks++;
        }

        await work;
        await Poll.UntilAsync(
            "pledges and requirements agree",
            async () =>
            {
                var (pledges, requirements) = (await traffic.ReadPledgesAsync(), await traffic.ReadRequirementsAsync());
                Assert.All(pledges, Sums.Hold);
                Assert.All(requirements, Sums.Hold);
                return Sums.Agree(pledges, requirements);
            },
            TimeSpan.FromSeconds(60)
        );
    }
}
