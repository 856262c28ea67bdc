using System.Globalization;
using System.Net.Mime;
using CloudNative.CloudEvents;
using CloudNative.CloudEvents.SystemTextJson;
using UkraineSupport.Domain.Access;
using UkraineSupport.Domain.Events;
using UkraineSupport.Domain.Json;

namespace UkraineSupport.Functions.Events;

/// <summary>Events as dashboards get them: CloudEvents 1.0, structured JSON.</summary>
internal static class CloudEvents
{
    /// <summary>A storage queue message holds 64 KiB; larger data is left out and pointed to.</summary>
    private const int MaxData = 44 * 1024;

    /// <summary>Before the name of an event, in messages.</summary>
    public const string TypePrefix = "ukraine-support.";

    private static readonly CloudEventAttribute Sequence = CloudEventAttribute.CreateExtension(
        "sequence",
        CloudEventAttributeType.String
    );
    private static readonly CloudEventAttribute DisclosureAttribute = CloudEventAttribute.CreateExtension(
        "disclosure",
        CloudEventAttributeType.String
    );
    private static readonly CloudEventAttribute DataRef = CloudEventAttribute.CreateExtension(
        "dataref",
        CloudEventAttributeType.UriReference
    );
    private static readonly CloudEventAttribute Hash = CloudEventAttribute.CreateExtension(
        "hash",
        CloudEventAttributeType.String
    );
    private static readonly JsonEventFormatter Formatter = new(DomainJson.Options, default);

    /// <summary>
    /// The message for one event, as a level has it that may see it. Whoever holds a feed's credentials reads all of
    /// it: of a restricted record it tells that something moved, not what.
    /// </summary>
    /// <param name="one">The event.</param>
    /// <param name="level">Whose feed it is for.</param>
    /// <param name="withData">False to leave the data out and point to it, as is done with what is too large.</param>
    /// <exception cref="ArgumentException">The level may not see it.</exception>
    public static BinaryData Encode(OutgoingEvent one, Disclosure level, bool withData = true)
    {
        var happened = one.At(level) ?? throw new ArgumentException($"{level} may not see it.", nameof(level));
        var disclosure = DisclosureOf(one);
        var isShown = withData && disclosure != Disclosure.Restricted;
        return Encode(happened, disclosure, one.Path, isShown ? Shown.InPart : Shown.NotAtAll);
    }

    /// <summary>The event for one reader: with all that history shows of it.</summary>
    /// <param name="seen">The event as the reader counts it.</param>
    /// <param name="disclosure">Whom it was recorded for.</param>
    /// <param name="path">Where its aggregate is to be found.</param>
    /// <param name="whole">With the versions of other aggregates.</param>
    public static BinaryData Encode(EventRecord seen, Disclosure disclosure, string path, bool whole) =>
        Encode(seen, disclosure, path, whole ? Shown.Whole : Shown.InPart);

    private static BinaryData Encode(EventRecord happened, Disclosure disclosure, string path, Shown data)
    {
        var message = new CloudEvent(CloudEventsSpecVersion.V1_0, [Sequence, DisclosureAttribute, DataRef, Hash])
        {
            Id = happened.Id,
            Source = new Uri("/ukraine-support", UriKind.Relative),
            Type = TypePrefix + happened.Type,
            Subject = happened.AggregateId,
            Time = happened.At,
        };
        message[Sequence] = happened.Version.ToString(CultureInfo.InvariantCulture);
        message[DisclosureAttribute] = DomainJson.Word(disclosure);
        message[Hash] = happened.Hash;
        if (data == Shown.NotAtAll || happened.Data.Length > MaxData)
        {
            message[DataRef] = new Uri($"{path}/history", UriKind.Relative);
        }
        else
        {
            message.DataContentType = MediaTypeNames.Application.Json;
            message.Data = EventData.Of(happened, whole: data == Shown.Whole);
        }

        return new BinaryData(Formatter.EncodeStructuredModeMessage(message, out _));
    }

    /// <summary>
    /// Whom an event is for: those it was recorded for, or fewer where its aggregate is for fewer by now.
    /// </summary>
    public static Disclosure DisclosureOf(OutgoingEvent one) =>
        one.Recorded > one.Disclosure ? one.Recorded : one.Disclosure;

    /// <summary>How much of the data: without the versions of other aggregates, or with them.</summary>
    private enum Shown
    {
        NotAtAll,
        InPart,
        Whole,
    }
}
