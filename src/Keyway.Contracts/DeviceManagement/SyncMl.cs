namespace Keyway.Contracts.DeviceManagement;

/// <summary>Names and numbers of OMA DM 1.2 in SyncML 1.2 ([OMA-SyncML-RepPro] 1.2, [OMA-DM-RepPro] 1.2, [MS-MDM] 2.2).</summary>
public static class SyncMl
{
    public const string MediaType = "application/vnd.syncml.dm+xml";
    public const string Namespace = "SYNCML:SYNCML1.2";
    public const string MetaNamespace = "syncml:metinf";
    public const string VersionOfDtd = "1.2";
    public const string VersionOfProtocol = "DM/1.2";

    /// <summary>What a Status calls the header that it answers; its CmdRef is 0.</summary>
    public const string HeaderName = "SyncHdr";

    /// <summary>Largest message, in bytes.</summary>
    public const int LargestMessage = 64 * 1024;

    /// <summary>Alert of package 1: the client begins a session.</summary>
    public const int ClientInitiated = 1201;

    /// <summary>Alert of package 1: an event at the client.</summary>
    public const int ClientEvent = 1224;

    /// <summary>Type of the alert that says whether somebody is signed in ([MS-MDM] 4): <c>user</c> or <c>others</c>.</summary>
    public const string LoginStatus = "com.microsoft/MDM/LoginStatus";

    public const string DeviceIdNode = "./DevInfo/DevId";
    public const string ManufacturerNode = "./DevInfo/Man";
    public const string ModelNode = "./DevInfo/Mod";
    public const string ClientVersionNode = "./DevInfo/DmV";
    public const string LanguageNode = "./DevInfo/Lang";

    /// <summary>Status codes, [OMA-SyncML-RepPro] 10.</summary>
    public const int Ok = 200;
    public const int BadRequest = 400;
    public const int NotFound = 404;
    public const int NotAllowed = 405;
    public const int AlreadyExists = 418;
    public const int Failed = 500;
}
