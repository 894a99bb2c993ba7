using OnboardingFlow.Emulators.WeChatPay.Control;
using OnboardingFlow.Emulators.WeChatPay.Endpoints;
using OnboardingFlow.Emulators.WeChatPay.Phone;
using OnboardingFlow.Emulators.WeChatPay.Transport;

namespace OnboardingFlow.Emulators.WeChatPay;

/// <summary>The routes of the WeChat Pay emulator.</summary>
internal static class WeChatPayApp
{
    private const string Mch = "/v3/offlinefacemch";
    private const string Face = "/v3/offlineface";

    internal static void Map(IEndpointRouteBuilder routes, WeChatPayState state)
    {
        var pipeline = new WeChatPayPipeline(state);
        Call("GET", Mch + "/organizations", "organization", OrganizationEndpoint.Get);
        Call("GET", Mch + "/organizations/{organization_id}/users/out-user-id/{out_user_id}", "user", UserEndpoint.Get);
        Call("PATCH", Mch + "/organizations/{organization_id}/users/out-user-id/{out_user_id}", "user", UserEndpoint.Patch);
        Call("POST", Mch + "/organizations/{organization_id}/users/user-id/{user_id}/terminate-contract", "terminate", TerminateEndpoint.Post);
        Call("POST", Mch + "/tokens", "token", TokenEndpoint.Post);
        Call("POST", Face + "/contracts/presign", "presign", PresignEndpoint.Post);
        Call("GET", Face + "/contracts/{contract_id}", "contract", ContractEndpoint.Get);
        Call("POST", Face + "/repayment-url", "repayment", RepaymentEndpoint.Post);
        Call("GET", Face + "/face-collections", "face_collections", FaceCollectionsEndpoint.List);
        Call("GET", Face + "/face-collections/{collection_id}", "face_collections", FaceCollectionsEndpoint.Get);
        Call("GET", "/v3/certificates", "certificates", CertificatesEndpoint.Get);
        Call("POST", "/v3/security/echo", "echo", EchoEndpoint.Post);
        WeChatPayControl.Map(routes, state);
        PhoneEndpoints.Map(routes, state);
        routes.MapFallback("{**path}", (RequestDelegate)(http => pipeline.RunAsync(http, "unknown", static _ => throw Refusal.NotFound("there is no such address"))));

        void Call(string method, string pattern, string operation, Func<WeChatPayState, WeChatPayCall, Answer> endpoint) =>
            routes.MapMethods(pattern, [method], (RequestDelegate)(http => pipeline.RunAsync(http, operation, call => endpoint(state, call))));
    }
}
