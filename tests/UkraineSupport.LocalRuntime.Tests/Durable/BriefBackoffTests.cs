using DurableTask.Core;
using Moq;
using UkraineSupport.LocalRuntime.Durable;
using Xunit;

namespace UkraineSupport.LocalRuntime.Tests.Durable;

public sealed class BriefBackoffTests
{
    private readonly Mock<IOrchestrationService> provider = new();

    [Fact]
    public void After_a_failure_the_next_work_item_waits_a_second_whatever_the_provider_says()
    {
        provider.Setup(p => p.GetDelayInSecondsAfterOnProcessException(It.IsAny<Exception>())).Returns(10);
        provider.Setup(p => p.GetDelayInSecondsAfterOnFetchException(It.IsAny<Exception>())).Returns(10);
        var brief = BriefBackoff.Of(provider.Object);

        Assert.Equal(1, brief.GetDelayInSecondsAfterOnProcessException(new TimeoutException()));
        Assert.Equal(1, brief.GetDelayInSecondsAfterOnFetchException(new TimeoutException()));
    }

    [Fact]
    public async Task Everything_else_is_the_providers_its_faults_too()
    {
        provider.SetupGet(p => p.MaxConcurrentTaskActivityWorkItems).Returns(7);
        provider.Setup(p => p.StartAsync()).Throws(new TimeoutException("storage is away"));
        provider.Setup(p => p.StopAsync()).ThrowsAsync(new TimeoutException("storage is away"));
        var brief = BriefBackoff.Of(provider.Object);

        Assert.Equal(7, brief.MaxConcurrentTaskActivityWorkItems);
        await Assert.ThrowsAsync<TimeoutException>(brief.StartAsync);
        await Assert.ThrowsAsync<TimeoutException>(brief.StopAsync);
    }
}
