using UkraineSupport.EndToEnd.Fixtures;
using UkraineSupport.Testing;
using Xunit;

namespace UkraineSupport.EndToEnd.Dashboard;

/// <summary>Every file that is shipped with the page is served.</summary>
public sealed class FilesTests(SharedApp shared)
{
    [Fact]
    public async Task Each_is_answered_as_it_is_with_a_type_of_its_own()
    {
        var folder = Path.Combine(PublishedApp.Folder, "wwwroot");
        var files = Directory.GetFiles(folder, "*", SearchOption.AllDirectories);
        Assert.Contains(files, file => file.EndsWith("echarts.LICENSE", StringComparison.Ordinal));
        using var http = new HttpClient { BaseAddress = shared.App.Process.Address };
        foreach (var file in files)
        {
            var path = Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '/');
            using var answer = await http.GetAsync($"dashboard/{path}", TestContext.Current.CancellationToken);
            Assert.True(answer.IsSuccessStatusCode, path);
            Assert.NotNull(answer.Content.Headers.ContentType);
            Assert.Equal(
                await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken),
                await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)
            );
        }
    }
}
