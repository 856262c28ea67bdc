#pragma warning disable DURABLE0008, DURABLE1001 // Mistakes are what this file is about.
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace UkraineSupport.LocalRuntime.Tests.Hosting;

/// <summary>One class a mistake, so that a test can start a host with that one alone.</summary>
public static class MistakenFunctions
{
    public static class Twice
    {
        [Function("same")]
        public static void One([TimerTrigger("00:01:00")] TimerInfo timer) => _ = timer;

        [Function("Same")]
        public static void Other([TimerTrigger("00:01:00")] TimerInfo timer) => _ = timer;
    }

    public static class NoTrigger
    {
        [Function("NoTrigger")]
        public static void Run(string text) => _ = text;
    }

    public static class TwoTriggers
    {
        [Function("TwoTriggers")]
        public static void Run([TimerTrigger("00:01:00")] TimerInfo timer, [QueueTrigger("abc")] string text) =>
            _ = (timer, text);
    }

    public static class Unbound
    {
        [Function("Unbound")]
        public static void Run(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "a/{id}")] HttpRequest req,
            string id,
            string other
        ) => _ = (req, id, other);
    }

    public static class Hidden
    {
        [Function("Hidden")]
        internal static void Run([TimerTrigger("00:01:00")] TimerInfo timer) => _ = timer;
    }

    public static class WrongRequest
    {
        [Function("WrongRequest")]
        public static void Run([HttpTrigger(AuthorizationLevel.Anonymous, "get")] string req) => _ = req;
    }

    public static class WrongSchedule
    {
        [Function("WrongSchedule")]
        public static void Run([TimerTrigger("hourly")] TimerInfo timer) => _ = timer;
    }

    public static class WrongTimer
    {
        [Function("WrongTimer")]
        public static void Run([TimerTrigger("00:01:00")] string timer) => _ = timer;
    }

    public static class WrongQueueName
    {
        [Function("WrongQueueName")]
        public static void Run([QueueTrigger("No_Name")] string text) => _ = text;
    }

    public static class NoSuchSetting
    {
        [Function("NoSuchSetting")]
        public static void Run([QueueTrigger("%Nowhere%")] string text) => _ = text;
    }

    public static class NoSuchConnection
    {
        [Function("NoSuchConnection")]
        public static void Run([QueueTrigger("abc", Connection = "Nowhere")] string text) => _ = text;
    }

    public static class NoConnection
    {
        [Function("NoConnection")]
        public static void Run([QueueTrigger("abc")] string text) => _ = text;
    }

    public static class WrongContext
    {
        [Function("WrongContext")]
        public static void Run([OrchestrationTrigger] string context) => _ = context;
    }

    public static class ClientInOrchestrator
    {
        [Function("ClientInOrchestrator")]
        public static Task Run(
            [OrchestrationTrigger] TaskOrchestrationContext context,
            [DurableClient] DurableTaskClient client
        ) => Task.FromResult((context, client));
    }

    public static class NoTask
    {
        [Function("NoTask")]
        public static void Run([OrchestrationTrigger] TaskOrchestrationContext context) => _ = context;
    }

    public static class TwoInputs
    {
        [Function("TwoInputs")]
        public static Task Run([OrchestrationTrigger] TaskOrchestrationContext context, string one, string other) =>
            Task.FromResult((context, one, other));
    }

    public static class UnknownTrigger
    {
        [Function("UnknownTrigger")]
        public static void Run([Webcam] string picture) => _ = picture;
    }

    [AttributeUsage(AttributeTargets.Parameter)]
    public sealed class WebcamAttribute : TriggerBindingAttribute;
}
