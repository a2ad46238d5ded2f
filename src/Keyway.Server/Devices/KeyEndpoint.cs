using Keyway.Errors;
using Keyway.Server.Web;

namespace Keyway.Server.Devices;

/// <summary><c>/EnrollmentServer/key/</c>: where clients of the vendor's protocol put Windows Hello keys. Discovery names it so that they ask here, and get a number instead of silence.</summary>
internal static class KeyEndpoint
{
    private static readonly string[] Methods = ["GET", "POST", "PUT", "DELETE"];

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapMethods("/EnrollmentServer/key/{**rest}", Methods, () => new RefusalReply(ErrorForm.DeviceJoin, Catalogue.Devices.KeysNotOffered));
}
