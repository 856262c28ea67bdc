using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Playwright;
using UkraineSupport.Testing;
using Xunit;

namespace UkraineSupport.EndToEnd.Page;

/// <summary>The app with an OpenID Connect issuer as its authority, as in Azure, and a browser.</summary>
public sealed class Issuer : IAsyncLifetime
{
    private const int TokenSeconds = 6;

    private readonly TemporaryDirectory directory = new();
    private readonly int port = FreePort.Next();
    private ChildProcess? process;
    private Chromium? chromium;
    private TestApp? app;

    /// <summary>The app.</summary>
    public TestApp App => app ?? throw new InvalidOperationException("Not started.");

    private Uri PageAddress => new(App.Process.Address, "page/");

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        var (certificate, key) = WriteCertificate();
        app = await TestApp.StartAsync(
            new Dictionary<string, string>
            {
                ["Access__Authority"] = $"https://127.0.0.1:{port}",
                ["Access__PageClient"] = "page",
                ["Access__PageScopes"] = "openid offline_access support",
                // What the app trusts instead of the machine's authorities.
                ["SSL_CERT_FILE"] = certificate,
            }
        );
        string[] arguments =
        [
            RepositoryRoot.Combine("tests", "Scripts", "issuer.mjs"),
            certificate,
            key,
            Number(port),
            PageAddress.ToString(),
            Number(TokenSeconds),
        ];
        var log = directory.Combine("issuer.log");
        process = ChildProcess.Start("node", arguments, log);
        await Poll.UntilAsync(
            "the issuer is ready",
            () =>
            {
                using var text = new StreamReader(
                    new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite)
                );
                return Task.FromResult(text.ReadToEnd().Contains("ready", StringComparison.Ordinal));
            }
        );
        chromium = await Chromium.StartAsync();
    }

    /// <summary>A view as a new reader sees it, whom the issuer does not know yet.</summary>
    public async Task<IPage> OpenAsync(string path)
    {
        var page = await chromium!.OpenAsync(new Uri(PageAddress, path));
        await page.UntilReadAsync();
        return page;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (chromium is not null)
            await chromium.DisposeAsync();
        if (process is not null)
            await process.DisposeAsync();
        if (app is not null)
            await app.DisposeAsync();
        directory.Dispose();
    }

    private (string Certificate, string Key) WriteCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=issuer", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddMinutes(-5), now.AddDays(1));
        var (certificateFile, keyFile) = (directory.Combine("issuer.pem"), directory.Combine("issuer-key.pem"));
        File.WriteAllText(certificateFile, certificate.ExportCertificatePem());
        File.WriteAllText(keyFile, key.ExportPkcs8PrivateKeyPem());
        return (certificateFile, keyFile);
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
