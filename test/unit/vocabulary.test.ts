import * as assert from "assert";
import { MAY_MATTER, meaningOf } from "../../src/core/recognise/vocabulary.ts";
import { words } from "../../src/core/recognise/words.ts";

const shown = (name: string): string => {
	const meaning = meaningOf(name);
	return meaning ? `${meaning.parameter} ${meaning.role}` : "-";
};

const KNOWN: Readonly<Record<string, string>> = {
	"learning_rate base":
		"lr learning_rate learning-rate --lr --learning-rate learningRate LEARNING_RATE LR lr0 base_lr BASE_LR blr base_learning_rate lr_base init_lr initial_lr initial_learning_rate lr_init learning_rate_init eta0 shrinkage_rate lrate lr_initial lr_adam lr_sgd --learning_rate optimizer.lr train_lr",
	"learning_rate max": "max_lr peak_lr peak_learning_rate warmup_max_lr lr_max max_learning_rate",
	"learning_rate min":
		"min_lr MIN_LR min-lr eta_min lr_min end_lr final_lr lr_end lr_final COSINE_END_LR BASE_LR_END stop_min_lr --min-lr",
	"learning_rate start":
		"warmup_start_lr WARMUP_START_LR warmup_lr WARMUP_LR warmup_init_lr lr_warmup_init warmup_min_lr lr_start",
	"learning_rate group":
		"actor_lr critic_lr q_lr lr_wav2vec lr_whisper G_lr D_lr unet_lr text_encoder_lr lr_backbone mm_projector_lr head_lr embedding_lr decoupled_lr warmup_bias_lr alpha_lr learning_rate_te1",
	"batch_size base":
		"batch_size batch batchSize batchsize BATCH_SIZE bs train_batch_size BATCHSIZE mini_batch_size minibatch_size",
	"batch_size per-device":
		"per_device_train_batch_size per_gpu_train_batch_size per_device_batch_size samples_per_gpu imgs_per_gpu images_per_gpu batch_size_per_gpu BATCH_SIZE_PER_GPU BATCHSIZE_PER_REPLICA device_train_batch_size",
	"batch_size micro":
		"micro_batch_size train_micro_batch_size_per_gpu micro_batch_size_per_gpu device_train_microbatch_size --micro-batch-size ppo_micro_batch_size",
	"batch_size global":
		"global_batch_size global-batch-size global_train_batch_size total_batch_size effective_batch_size IMS_PER_BATCH",
	"batch_size eval":
		"eval_batch_size per_device_eval_batch_size val_batch_size valid_batch_size test_batch_size batch_size_val batch_size_eval validation_batch_size device_eval_batch_size sw_batch_size",
	"-": "lr_scheduler lr_scheduler_type lr_schedule LR_POLICY lr_annealing_steps learning_rate_scheduler lr_monitor lr_schedule_patience lr_patience lr_scheduler_kwargs lr_warmup_steps lr_warmup_fraction lr_decay_style lr_decay_iters lr_total_steps lr_cooldown_steps epochs_before_lr_drop auto_lr_scaling auto_lr_find use_different_lr reset_lr cos_lr scale_lr set_param_lr_func fliplr flip_lr FlipLR flipud lrelu lrelu_slope leaky_relu_alpha lru-cache mlr src_lang lr_size lr_img l_r left_right batch_first batch_norm batchnorm sync_batchnorm BATCHNORM_MOMENTUM batch_transforms collate_batch batch_sampler batch_axis batch_ordering batching NUM_BATCHES_PRECISE bucketing_batch_size max_batch_size triton_preferred_batch_sizes quant_batch_num emb_batch_size required_batch_size_multiple batch_size_multiple limit_train_batches num_batches max_num_seqs max_num_batched_tokens alpha momentum weight_decay BATCH_SIZE_PER_IMAGE batch_size_per_im lr_mult lr_mult_list lr_multi relative_lr layer_decay layer_wise_lr_decay learning_rate_multiplier loraplus_lr_ratio lrf min_lr_ratio min_lr_rate lr_decay lr_decay_rate learning_rate_decay decay_lr_to lr_reduce_factor base_batch_size optimizer_batch_size min_lr_scale base_lr_batch_size lr_rampup encoder_lr_multiply send_batch_size metric_batch_size auto_find_batch_size gradient_accumulation_steps",
};

suite("vocabulary: names and roles (evidence, table c)", () => {
	for (const [meaning, names] of Object.entries(KNOWN)) {
		test(meaning, () => {
			for (const name of names.split(" ")) assert.equal(shown(name), meaning, name);
		});
	}

	test("the cheap test never says no to a name of ours", () => {
		for (const [meaning, names] of Object.entries(KNOWN)) {
			for (const name of names.split(" ")) if (meaning !== "-") assert.match(name, MAY_MATTER);
		}
	});

	test("words", () => {
		assert.deepEqual(words("perDeviceTrainBatchSize"), ["per", "device", "train", "batch", "size"]);
		assert.deepEqual(words("SOLVER.BASE_LR"), ["solver", "base", "lr"]);
		assert.deepEqual(words("--global-batch-size"), ["global", "batch", "size"]);
		assert.deepEqual(words("LRScheduler"), ["lr", "scheduler"]);
	});
});
