using System.Diagnostics;
using System.Reflection;
using System.Text.Json.Nodes;

namespace Keyway.Fido2.Tests.Foreign;

/// <summary>The authenticator of another project (the npm package nid-webauthn-emulator), run by node: tests/npm/authenticator.mjs answers one line for each line.</summary>
internal sealed class ForeignAuthenticator : IDisposable
{
    private readonly Process _process;

    public ForeignAuthenticator()
    {
        var folder = Folder();
        Assert.True(Directory.Exists(Path.Combine(folder, "node_modules")), "tests/npm has no packages yet: run './test Fido2', or 'npm ci' there.");
        _process = Process.Start(new ProcessStartInfo("node", ["authenticator.mjs"])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
    }

    /// <summary>Asks for one ceremony.</summary>
    /// <param name="call"><c>create</c> or <c>get</c>.</param>
    /// <param name="options">PublicKeyCredentialCreationOptionsJSON or PublicKeyCredentialRequestOptionsJSON (WebAuthn L3 5.1.8, 5.1.9).</param>
    /// <returns>RegistrationResponseJSON or AuthenticationResponseJSON.</returns>
    public JsonNode Ask(string call, string origin, JsonObject options)
    {
        _process.StandardInput.WriteLine(new JsonObject { ["call"] = call, ["origin"] = origin, ["options"] = options }.ToJsonString());
        _process.StandardInput.Flush();
        var answer = _process.StandardOutput.ReadLine();
        return JsonNode.Parse(answer ?? throw new InvalidOperationException("The authenticator ended."))!;
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(TimeSpan.FromSeconds(10))) _process.Kill();
        _process.Dispose();
    }

    private static string Folder()
    {
        var directory = new DirectoryInfo(Path.GetDirectoryName(Assembly.GetExecutingAssembly().Location)!);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "tests", "npm", "authenticator.mjs"))) directory = directory.Parent;
        return Path.Combine(directory!.FullName, "tests", "npm");
    }
}
