using System.Text.Json;

namespace Keyway.Lab;

/// <summary>What a running lab wrote down so that later commands find it: addresses, names and the passwords of its own accounts.</summary>
public sealed record LabRecord
{
    private static readonly JsonSerializerOptions Format = new() { WriteIndented = true };

    public required string Subnet { get; init; }

    public required int ServerPort { get; init; }

    public required string DomainAdministratorPassword { get; init; }

    public required string UserPassword { get; init; }

    public required string Pin { get; init; }

    public required IReadOnlyList<RunningComponent> Components { get; init; }

    /// <summary>True from the moment the whole organisation was up.</summary>
    public bool Ready { get; init; }

    public string DomainControllerAddress => ControllerAddress(LabDomain.Contoso);

    public string IntranetAddress => Subnet + ".20";

    /// <summary>Where the companion KDC answers: beside the domain controller, with key lists.</summary>
    public string KeyListAddress => Subnet + ".11";

    /// <summary>Where the TPM of the domain's computer listens.</summary>
    public string TpmHost => Subnet + ".40";

    public Uri ServerUrl => new($"https://localhost:{ServerPort}");

    public string ControllerAddress(LabDomain domain) => $"{Subnet}.{domain.HostNumber}";

    public static LabRecord? Read(LabFolder folder) =>
        File.Exists(folder.RecordFile) ? JsonSerializer.Deserialize<LabRecord>(File.ReadAllBytes(folder.RecordFile), Format) : null;

    public void Write(LabFolder folder)
    {
        var next = folder.RecordFile + ".next";
        LabFolder.WriteSecret(next, JsonSerializer.Serialize(this, Format));
        File.Move(next, folder.RecordFile, overwrite: true);
    }
}
