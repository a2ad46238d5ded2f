using Keyway.ActiveDirectory.DeviceRegistration;
using Keyway.Connect.DeviceRegistration;

namespace Keyway.Connect.Tests.DeviceRegistration;

public sealed class RegistrationWordsTests
{
    private static readonly Guid Tenant = new("5c0e5a4d-93b5-4c0f-8e4d-3a1c6f0f7b21");

    [Fact]
    public void People_and_programs_read_the_same()
    {
        var point = new RegistrationPoint("contoso.com", Tenant, new Uri("https://keyway.contoso.com:8443"), new string('a', 64));

        Assert.Equal(
            [
                "Tenant           contoso.com (5c0e5a4d-93b5-4c0f-8e4d-3a1c6f0f7b21)",
                "Identity server  https://keyway.contoso.com:8443",
                "Trusted CA       SHA-256 " + new string('a', 64),
            ],
            RegistrationWords.Lines(point));
        Assert.Equal(
            """{"tenantDomain":"contoso.com","tenantId":"5c0e5a4d-93b5-4c0f-8e4d-3a1c6f0f7b21","server":"https://keyway.contoso.com:8443","authoritySha256":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}""",
            RegistrationWords.Json(point).ToJsonString());
    }

    [Fact]
    public void A_point_of_another_system_says_so()
    {
        var point = new RegistrationPoint("contoso.com", Tenant, null, null);

        Assert.Equal(["Identity server  none: another system wrote this", "Trusted CA       those of the computer"], RegistrationWords.Lines(point).Skip(1));
    }
}
