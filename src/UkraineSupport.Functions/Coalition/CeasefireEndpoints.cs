using Microsoft.AspNetCore.Http;
using UkraineSupport.Domain.Coalition.Activations;
using UkraineSupport.Domain.Decisions;
using UkraineSupport.Functions.Http;
using UkraineSupport.Functions.Storage;

namespace UkraineSupport.Functions.Coalition;

/// <summary>Declaring a ceasefire and what becomes of it: each step by two coordinators of different parties.</summary>
internal sealed class CeasefireEndpoints(
    Api api,
    Commands<Activation, ActivationEvent> commands,
    Activations activations,
    Statements statements,
    AggregateStore store,
    CoalitionSettings settings,
    TimeProvider time
)
{
    /// <summary>
    /// A coordinator declares a ceasefire: a second one of another party must confirm it. The same ceasefire declared
    /// twice is one activation.
    /// </summary>
    [Function("DeclareCeasefire")]
    public Task<IResult> DeclareAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "coalition/ceasefire")] HttpRequest request
    ) =>
        api.HandleAsync(
            request,
            async call =>
            {
                Commands<Activation, ActivationEvent>.RefuseAnonymous(call);
                var (wish, asked) = await RequestBody.ReadAsync<DeclareCeasefire>(call);
                var key = Preconditions.Key(call, required: false);
                var hasStatement = await statements.FindAsync(call.Aborted) is not null;
                while (true)
                {
                    var last = await activations.LastAsync(call.Aborted);
                    if (await AnsweredAsync(last, key, asked, call) is { } before)
                        return before;
                    var number = (last?.State.Number ?? 0) + 1;
                    var events = Commands<Activation, ActivationEvent>.Accepted(
                        Ceasefire.Declare(
                            Activations.IdOf(number),
                            number,
                            wish,
                            hasStatement,
                            call.Actor,
                            time.GetUtcNow(),
                            settings
                        )
                    );
                    if (last is { State.IsEnded: false } && Ceasefire.WhyNotAgain(last.State, wish) is { } refused)
                        throw ProblemException.From(refused);
                    if (last is { State.IsEnded: false })
                        return Made(200, Shown(last, call), call);
                    // Null: somebody else declared meanwhile.
                    var made = await commands.CommitAsync(
                        Activations.IdOf(number),
                        null,
                        events,
                        new(call.Actor, wish.Reason),
                        a => key is null ? null : Preconditions.Keep(key, asked, Made(201, a, call))
                    );
                    if (made is not null)
                        return Made(201, Shown(made, call), call);
                }
            }
        );

    /// <summary>A second coordinator, of another party, confirms the step that waits for it.</summary>
    [Function("ConfirmCeasefire")]
    public Task<IResult> ConfirmAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "coalition/ceasefire/confirmation")]
            HttpRequest request
    ) =>
        ChangeAsync<ConfirmStep>(
            request,
            (activation, wish, call) => Ceasefire.Confirm(activation, wish, call.Actor, time.GetUtcNow()),
            wish => wish.Reason
        );

    /// <summary>A coordinator takes the declaration back.</summary>
    [Function("RevokeCeasefire")]
    public Task<IResult> RevokeAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "coalition/ceasefire/revocation")]
            HttpRequest request
    ) => TakeAsync(request, ActivationStep.Revocation);

    /// <summary>A coordinator says that the ceasefire is broken: nobody new is called upon, and no time runs.</summary>
    [Function("SuspendCeasefire")]
    public Task<IResult> SuspendAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "coalition/ceasefire/suspension")]
            HttpRequest request
    ) => TakeAsync(request, ActivationStep.Suspension);

    /// <summary>A coordinator says that the ceasefire holds again: it goes on where it stood.</summary>
    [Function("ResumeCeasefire")]
    public Task<IResult> ResumeAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "coalition/ceasefire/resumption")]
            HttpRequest request
    ) => TakeAsync(request, ActivationStep.Resumption);

    private Task<IResult> TakeAsync(HttpRequest request, ActivationStep step) =>
        ChangeAsync<TakeStep>(
            request,
            (activation, wish, call) => Ceasefire.Take(activation, step, wish, call.Actor, time.GetUtcNow(), settings),
            wish => wish.Reason
        );

    /// <summary>What is said is said of the last activation; each step may be said twice.</summary>
    private Task<IResult> ChangeAsync<TBody>(
        HttpRequest request,
        Func<Activation, TBody, Call, Decision<ActivationEvent>> decide,
        Func<TBody, string> reason
    )
        where TBody : class =>
        api.HandleAsync(
            request,
            async call =>
            {
                Commands<Activation, ActivationEvent>.RefuseAnonymous(call);
                var (wish, asked) = await RequestBody.ReadAsync<TBody>(call);
                var key = Preconditions.Key(call, required: false);
                while (true)
                {
                    var stored = await activations.LastAsync(call.Aborted);
                    if (stored is null || !call.Actor.MaySee(stored.State.Disclosure, null))
                        throw ProblemException.NotFound();
                    if (await AnsweredAsync(stored, key, asked, call) is { } before)
                        return before;
                    var events = Commands<Activation, ActivationEvent>.Accepted(decide(stored.State, wish, call));
                    var now =
                        events.Count == 0
                            ? stored
                            : await commands.CommitAsync(
                                stored.State.Id,
                                stored,
                                events,
                                new(call.Actor, reason(wish)),
                                a => key is null ? null : Preconditions.Keep(key, asked, Made(200, a, call))
                            );
                    if (now is not null)
                        return Made(200, Shown(now, call), call);
                }
            }
        );

    /// <summary>
    /// What the same request was answered before: said of a ceasefire that is over, it says nothing of the next one.
    /// </summary>
    private async Task<Answer?> AnsweredAsync(Stored<Activation>? last, string? key, string request, Call call)
    {
        for (var number = key is null ? 0 : last?.State.Number ?? 0; number > 0; number--)
        {
            if (await store.FindAnswerAsync(Activations.IdOf(number), key!, call.Aborted) is { } kept)
                return Preconditions.Replay(kept, request);
        }

        return null;
    }

    private static Activation Shown(Stored<Activation> stored, Call call) =>
        Commands<Activation, ActivationEvent>.Shown(stored, call.Actor);

    private Answer Made(int status, Activation shown, Call call)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        return new(
            status,
            Answer.Json(ActivationView.Of(shown, today, call.Actor)),
            Preconditions.ETag(shown.Version),
            status == 201 ? $"/api/coalition/activations/{shown.Id}" : null
        );
    }
}
