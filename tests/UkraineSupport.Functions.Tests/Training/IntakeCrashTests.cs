using Microsoft.DurableTask.Client;
using Moq;
using UkraineSupport.Domain.Pledges;
using UkraineSupport.Domain.Requirements;
using UkraineSupport.Domain.Training;
using UkraineSupport.Functions.Events;
using UkraineSupport.Functions.ReadModels;
using UkraineSupport.Functions.Tests.Storage;
using UkraineSupport.Testing;

namespace UkraineSupport.Functions.Tests.Training;

/// <summary>
/// A joint intake is scheduled, shared, allocated, and then cancelled or brought to its graduates, by processes one of
/// which dies between any two storage calls. What is left was told by the dispatcher in the end: it comes to the same.
/// </summary>
public sealed class IntakeCrashTests
{
    private readonly DurableTaskClient _client = new Mock<DurableTaskClient>("hub").Object;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task A_death_at_any_call_changes_nothing_in_the_end(bool takesEffect, bool cancelled)
    {
        await using var azurite = await AzuriteProcess.StartAsync();
        var undisturbed = await LiveAsync(azurite.ConnectionString, null, cancelled);
        Assert.Equal(cancelled ? "Cancelled 60/0 40/0 200 open" : "Graduated 0/41 0/27 132 open", undisturbed);
        // Other calls in each of the four cases.
        var (call, step) = Soak.Deaths(takesEffect, every: cancelled ? 73 : 61);
        for (var dies = new DiesAt(call, takesEffect); ; dies = new DiesAt(call += step, takesEffect))
        {
            Assert.Equal(
                $"{call} {undisturbed}",
                $"{call} {await LiveAsync(azurite.ConnectionString, dies, cancelled)}"
            );
            if (!dies.IsDead)
                break;
        }

        Assert.InRange(call, 30, 1000);
        Assert.Empty((await new Parts(azurite.ConnectionString).Get<ReadModelKeeper>().CheckAsync(Cancel)).Differences);
    }

    private async Task<string> LiveAsync(string connection, DiesAt? dies, bool cancelled)
    {
        var before = new Trainings(new Parts(connection));
        var (own, other) = (await before.CommitAsync(60), await before.CommitAsync(40, "DNK"));
        var (course, need) = (await before.PublishAsync(), await before.NeedAsync(200));
        var intake = Parts.NewId("intake");
        string[] allocations = [Parts.NewId("allocation"), Parts.NewId("allocation")];
        for (var step = 0; step <= 6; )
        {
            var parts = new Parts(connection, dies);
            try
            {
                for (; step <= 6; step++)
                {
                    await StepAsync(parts, step, (own.Id, other.Id), course, need, intake, allocations, cancelled);
                    // What it means for others may be told only by the dispatcher.
                    await DispatchAsync(parts, connection);
                }
            }
            catch (Exception fault) when (dies?.IsDead == true && fault.GetBaseException() is DeadException)
            {
                dies = null;
                await DispatchAsync(new Parts(connection), connection);
            }
        }

        await DispatchAsync(new Parts(connection), connection);
        return await OutcomeAsync(before, own.Id, other.Id, need.Id, intake);
    }

    private static async Task StepAsync(
        Parts parts,
        int step,
        (string Own, string Other) pledges,
        Course course,
        Requirement need,
        string intake,
        string[] allocations,
        bool cancelled
    )
    {
        var trainings = new Trainings(parts);
        switch (step)
        {
            case 0:
                await trainings.ReserveAsync(pledges.Own, course, intake, 60);
                break;
            case 1:
                await trainings.ShareAsync(pledges.Other, await trainings.IntakeAsync(intake), 40);
                break;
            case 2:
                await trainings.AllocateAsync(pledges.Own, allocations[0], intake, need);
                await trainings.AllocateAsync(
                    pledges.Other,
                    allocations[1],
                    intake,
                    await trainings.NeedAsync(need.Id)
                );
                break;
            case 3 when cancelled:
                await trainings.ChangeAsync(
                    intake,
                    (i, _) => i.IsAhead ? PlanIntake.Cancel(i, new("x"), Parts.Donor) : default
                );
                break;
            case >= 3 when !cancelled:
                await RunAsync(parts, trainings, intake, step);
                break;
            default:
                break;
        }
    }

    private static async Task RunAsync(Parts parts, Trainings trainings, string intake, int step)
    {
        if (step == 3)
        {
            parts.Time.SetUtcNow(new(2027, 1, 10, 0, 0, 0, TimeSpan.Zero));
            await trainings.WatchAsync(intake);
            await trainings.ChangeAsync(intake, (i, now) => RunIntake.Nominate(i, new(90), Parts.Recipient, now));
            await trainings.ChangeAsync(intake, (i, _) => RunIntake.Confirm(i, new(90), Parts.Donor));
            return;
        }

        parts.Time.SetUtcNow(new(2027, 4, 3, 0, 0, 0, TimeSpan.Zero));
        await trainings.ChangeAsync(
            intake,
            (i, now) =>
                (step, i.Status) switch
                {
                    (4, IntakeStatus.Confirmed) => RunIntake.Start(i, new(80, Trainings.Start), Parts.Donor, now),
                    (5, IntakeStatus.Running) => RunIntake.Report(i, new(70, 6, 4), Parts.Donor, now),
                    (6, _) => RunIntake.Receive(i, new(68, "Two stay", "x"), Parts.Recipient),
                    _ => default,
                }
        );
    }

    /// <summary>Until nothing is promised any more; the sweep finds what a death left.</summary>
    private async Task DispatchAsync(Parts parts, string connection)
    {
        for (var round = 0; round < 20; round++)
        {
            var sweep = new Parts(connection);
            sweep.Time.SetUtcNow(parts.Time.GetUtcNow().AddSeconds(11));
            var ids = (await sweep.Outbox.OverdueAsync(Cancel)).Select(p => p.Id).Distinct().ToList();
            if (ids.Count == 0)
                return;
            foreach (var id in ids)
                await parts.Get<Dispatcher>().DispatchAsync(id, _client, Cancel);
        }
    }

    /// <summary>
    /// State, places allocated and received by pledge in per cent of persons, and what the need has open.
    /// </summary>
    private static async Task<string> OutcomeAsync(
        Trainings trainings,
        string own,
        string other,
        string need,
        string intake
    )
    {
        var state = await trainings.IntakeAsync(intake);
        var given = new List<string>();
        foreach (var id in (string[])[own, other])
        {
            var pledge = await trainings.PledgeAsync(id);
            var ledger = pledge.Ledger(pledge.Line(1)!);
            given.Add($"{ledger.Free}/{pledge.Places(intake, 1)?.Persons ?? 0}");
            Assert.All(pledge.Allocations, a => Assert.NotEqual(AllocationStatus.Pending, a.Status));
        }

        var required = await trainings.NeedAsync(need);
        return $"{state.Status} {string.Join(' ', given)} {required.OpenQuantity} open";
    }
}
