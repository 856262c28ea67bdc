using Microsoft.DurableTask;
using Moq;
using UkraineSupport.Functions.Asking;
using UkraineSupport.Functions.Deadlines;

namespace UkraineSupport.Functions.Tests.Asking;

public sealed class AskingOrchestratorTests
{
    private static readonly DateTimeOffset RemindAt = new(2027, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Deadline = RemindAt.AddDays(5);
    private static readonly AskOne One = new("call-1", 1, "NLD", RemindAt, Deadline);
    private readonly Mock<TaskOrchestrationContext> _context = new(MockBehavior.Strict);
    private readonly TaskCompletionSource<object?> _answered = new();

    public AskingOrchestratorTests() =>
        _context
            .Setup(c => c.WaitForExternalEvent<object?>("Answered", It.IsAny<CancellationToken>()))
            .Returns(_answered.Task);

    [Fact]
    public async Task Each_party_is_asked_on_its_own_and_then_the_asking_ends()
    {
        var context = new Mock<TaskOrchestrationContext>(MockBehavior.Strict);
        var all = new AskAll("call-1", 1, ["NLD", "DNK"], RemindAt, Deadline);
        var order = new MockSequence();
        foreach (var party in all.Parties)
            context
                .InSequence(order)
                .Setup(c =>
                    c.CallSubOrchestratorAsync(
                        AskingOrchestrator.OneName,
                        new AskOne("call-1", 1, party, RemindAt, Deadline),
                        It.Is<TaskOptions>(o =>
                            o is SubOrchestrationOptions
                            && ((SubOrchestrationOptions)o).InstanceId == $"call-1-solicitation-1-{party}"
                        )
                    )
                )
                .Returns(Task.CompletedTask);
        context
            .InSequence(order)
            .Setup(c => c.CallActivityAsync(AskingActivities.End, all, Watch.Persistently))
            .Returns(Task.CompletedTask);

        await AskingOrchestrator.RunAsync(context.Object, all);
        context.VerifyAll();
    }

    [Fact]
    public async Task Who_answered_before_is_left_alone()
    {
        Reads(true);
        await AskingOrchestrator.RunOneAsync(_context.Object, One);
        _context.VerifyAll();
        _context.VerifyNoOtherCalls();
    }

    [Fact]
    public async Task Who_answers_before_the_reminder_is_not_reminded()
    {
        Reads(false);
        _answered.SetResult(null);
        Timer(RemindAt, comes: false);
        await AskingOrchestrator.RunOneAsync(_context.Object, One);
        _context.VerifyAll();
        _context.VerifyNoOtherCalls();
    }

    [Fact]
    public async Task Who_does_not_answer_is_reminded_and_lapses()
    {
        Reads(false);
        Timer(RemindAt, comes: true);
        Timer(Deadline, comes: true);
        Calls(AskingActivities.Remind);
        Calls(AskingActivities.Lapse);
        await AskingOrchestrator.RunOneAsync(_context.Object, One);
        _context.VerifyAll();
    }

    [Fact]
    public async Task Who_answers_after_the_reminder_does_not_lapse()
    {
        Reads(false);
        Timer(RemindAt, comes: true);
        Timer(Deadline, comes: false);
        _context
            .Setup(c => c.CallActivityAsync(AskingActivities.Remind, One, Watch.Persistently))
            .Callback(() => _answered.SetResult(null))
            .Returns(Task.CompletedTask);
        await AskingOrchestrator.RunOneAsync(_context.Object, One);
        _context.VerifyAll();
    }

    private void Reads(bool answered) =>
        _context
            .Setup(c => c.CallActivityAsync<bool>(AskingActivities.Read, One, Watch.Persistently))
            .ReturnsAsync(answered);

    private void Timer(DateTimeOffset at, bool comes) =>
        _context
            .Setup(c => c.CreateTimer(at.UtcDateTime, It.IsAny<CancellationToken>()))
            .Returns(comes ? Task.CompletedTask : new TaskCompletionSource().Task);

    private void Calls(string activity) =>
        _context.Setup(c => c.CallActivityAsync(activity, One, Watch.Persistently)).Returns(Task.CompletedTask);
}
